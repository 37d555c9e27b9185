/** Shells with a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** The hidden command the scripts ask; see `commands/completion.ts`. */
export const ASK = '__complete';

// None of them evaluates what stands on the command line: a tab runs nothing but the program itself.
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# bash completion of streha; works without the package bash-completion
_streha() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    case $line in
      :files) compopt -o default ;;
      :folders) compopt -o dirnames ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done < <("\${COMP_WORDS[0]}" ${ASK} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _streha streha
`,
  zsh: `#compdef streha
# zsh completion of streha
_streha() {
  local line
  local -a found
  for line in "\${(@f)$("\${words[1]}" ${ASK} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
    case $line in
      '') ;;
      :files) _files; return ;;
      :folders) _files -/; return ;;
      *) found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}") ;;
    esac
  done
  _describe streha found
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _streha "$@"
else
  compdef _streha streha
fi
`,
  fish: `# fish completion of streha
function __streha_complete
  set -l words (commandline -opc)
  for line in ($words[1] ${ASK} -- $words[2..-1] (commandline -ct) 2>/dev/null)
    switch $line
      case :files
        __fish_complete_path (commandline -ct)
      case :folders
        __fish_complete_directories (commandline -ct)
      case '*'
        echo $line
    end
  end
end
complete -c streha -f -a '(__streha_complete)'
`,
};

/** The script of a shell. */
export const completionScript = (shell: Shell): string => SCRIPTS[shell];
