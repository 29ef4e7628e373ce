@echo off
rem vigtool's verbs on Windows, the same as those of run; tools\ does all set-up.
rem Not yet run on a Windows machine: keep it this short and change it only beside one.
rem No line with arguments stands in parentheses: a ) in a file's name would end them.
setlocal
set "PYTHONPATH=%~dp0"
set "PYTHON="
if exist "%~dp0.venv\ready" if exist "%~dp0.venv\Scripts\python.exe" set PYTHON="%~dp0.venv\Scripts\python.exe"
for %%v in (3.13 3.12 3.11) do if not defined PYTHON py -%%v -c "" >nul 2>&1 && set "PYTHON=py -%%v"
if defined VIGTOOL_PYTHON set PYTHON="%VIGTOOL_PYTHON%"
if not defined PYTHON goto none
%PYTHON% -P -m tools %*
exit /b %ERRORLEVEL%
:none
echo run: no Python 3.11, 3.12 or 3.13 found; get one from https://www.python.org/downloads/ 1>&2
exit /b 1
