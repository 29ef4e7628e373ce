@echo off
rem vigtool's verbs on Windows, the same as those of run; tools\ does all set-up.
rem Not yet run on a Windows machine: keep it this short and change it only beside one.
setlocal
set "PYTHONPATH=%~dp0"
if defined VIGTOOL_PYTHON (
    "%VIGTOOL_PYTHON%" -P -m tools %*
    goto end
)
if exist "%~dp0.venv\ready" (
    "%~dp0.venv\Scripts\python.exe" -P -m tools %*
    goto end
)
for %%v in (3.13 3.12 3.11) do (
    py -%%v -c "" >nul 2>&1 && (
        py -%%v -P -m tools %*
        goto end
    )
)
echo run: no Python 3.11, 3.12 or 3.13 found; get one from https://www.python.org/downloads/ 1>&2
exit /b 1
:end
exit /b %ERRORLEVEL%
