#include <fmt/format.h>

#include "documents.hpp"

namespace fenji::cli {
namespace {

std::string list_of(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + fmt::format("'{}'", word);
  return "@(" + text + ")";
}

std::string_view pattern(Files files) {
  switch (files) {
    case Files::rules:
      return "*.fenji";
    case Files::lists:
      return "*.[cx][sl][vs]*";  // .csv, .xlsx: the only kind of alternatives that -like knows
    case Files::any:
      return "*";
    case Files::none:
      break;
  }
  return "";
}

// `'--out' = @{ Words = @(); Files = '*.csv'; Value = $true }`
std::string entry(std::string_view name, const Option& option) {
  return fmt::format("'{}' = @{{ Words = {}; Files = '{}'; Value = ${} }}; ", name, list_of(option.words),
                     pattern(option.files), option.flag() ? "false" : "true");
}

std::string table_of(const std::vector<Option>& options) {
  std::string text;
  for (const Option& option : options) {
    text += entry(option.name, option);
    if (option.letter != '\0') text += entry(fmt::format("-{}", option.letter), option);
  }
  return "@{ " + text + "}";
}

}  // namespace

std::string powershell_completion(const std::vector<Command>& commands, const std::vector<Option>& common) {
  std::string table;
  for (const Command& command : commands) {
    if (command.hidden) continue;
    std::vector<std::string> files;
    for (const Argument& argument : command.arguments) files.emplace_back(pattern(argument.files));
    table +=
        fmt::format("    '{}' = @{{ Files = {}; Options = {} }}\n", command.name, list_of(files), table_of(command.options));
  }
  return fmt::format(R"(# Completion of fenji for PowerShell: put `. fenji.ps1` into your profile.
Register-ArgumentCompleter -Native -CommandName fenji -ScriptBlock {{
  param($word, $tree, $cursor)
  $commands = @{{
{}  }}
  $common = {}
  $before = @($tree.CommandElements | Select-Object -Skip 1 | Where-Object {{ $_.Extent.EndOffset -lt $cursor }} |
    ForEach-Object {{ $_.Extent.Text }})
  $options = @{{}} + $common
  $command = $null
  $place = 0
  $pending = $null
  foreach ($text in $before) {{
    if ($pending) {{ $pending = $null; continue }}
    if ($options.ContainsKey($text)) {{
      if ($options[$text].Value) {{ $pending = $text }}
    }} elseif ($text -notlike '-?*') {{
      if (-not $command) {{
        $command = $text
        if ($commands.ContainsKey($command)) {{ $options = $commands[$command].Options + $common }}
      }} else {{ ++$place }}
    }}
  }}
  $words = @()
  $files = ''
  if ($pending) {{
    $words = $options[$pending].Words
    $files = $options[$pending].Files
  }} elseif ($word -like '-*') {{
    $words = $options.Keys | Where-Object {{ $_ -like '--*' }}
    if (-not $command) {{ $words = @($words) + '--version' }}
  }} elseif (-not $command -or $command -eq 'help') {{
    $words = $commands.Keys
  }} elseif ($commands.ContainsKey($command)) {{
    $wanted = $commands[$command].Files
    if ($wanted.Count -gt 0) {{ $files = $wanted[[Math]::Min($place, $wanted.Count - 1)] }}
  }}
  $words | Sort-Object | Where-Object {{ $_ -like "$word*" }} |
    ForEach-Object {{ [System.Management.Automation.CompletionResult]::new($_) }}
  if ($files) {{
    Get-ChildItem -Path "$word*" -ErrorAction SilentlyContinue | Where-Object {{ $_.PSIsContainer -or $_.Name -like $files }} |
      ForEach-Object {{
        $path = Join-Path (Split-Path "$word.") $_.Name
        if ($path -like '* *') {{ $path = "'$path'" }}
        [System.Management.Automation.CompletionResult]::new($path, $_.Name, 'ProviderItem', $_.Name)
      }}
  }}
}}
)",
                     table, table_of(common));
}

}  // namespace fenji::cli
