package org.stackdeck.ui.servers;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.text.NumberFormat;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/**
 * Search field for free text and tokens. Complete tokens are shown as chips; keys and values are suggested during
 * input. The browser opens and navigates the list of suggestions (search.js).
 */
@JsModule("context://frontend/js/search.js")
final class SearchField extends Div {

    private static final String VALUE = "element.value";

    private final Words words;
    private final Consumer<String> changed;
    private final transient Function<String, SearchHelp> help;
    private final NumberFormat numbers;
    private final Div tokens = new Div();
    private final Input input = new Input();
    private final NativeButton clear;
    private final Span note = new Span();
    private final Div options = new Div();
    private transient SearchText text = SearchText.EMPTY;
    /** Suggestions are computed only once the field was focused: most pages never use it. */
    private boolean used;

    /** @param changed called with the full search text */
    SearchField(Words words, Function<String, SearchHelp> help, Consumer<String> changed) {
        this.words = words;
        this.help = help;
        this.changed = changed;
        this.numbers = NumberFormat.getIntegerInstance(words.locale());
        this.clear = Buttons.icon("x", words.say("servers.filter.clear"), () -> become(SearchText.EMPTY));
        addClassNames("input", "search");
        tokens.addClassName("tokens");
        Span key = new Span("/");
        key.addClassName("kbd");
        key.getElement().setAttribute("aria-hidden", "true");
        add(new Icon("search"), tokens, input, clear, key, suggestions());
        prepareInput();
        paint();
    }

    /** Shows the search text of the URL. */
    void show(String whole) {
        if (!text.whole().equals(whole.strip())) {
            text = SearchText.of(whole);
            paint();
        }
    }

    private void prepareInput() {
        input.getElement().addEventListener("focus", _ -> {
            used = true;
            offer();
        });
        input.getElement().setAttribute("role", "combobox");
        input.getElement().setAttribute("aria-label", words.say("servers.search.label"));
        input.getElement().setAttribute("aria-autocomplete", "list");
        input.getElement().setAttribute("aria-controls", "search-options");
        input.getElement().setAttribute("aria-expanded", "false");
        input.getElement().setAttribute("autocomplete", "off");
        input.getElement().setAttribute("spellcheck", "false");
        input.getElement().setAttribute("maxlength", String.valueOf(SearchQuery.MAX_LENGTH));
        input.setValueChangeMode(ValueChangeMode.LAZY);
        input.setValueChangeTimeout(150);
        input.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                typed(event.getValue());
            }
        });
        input.getElement()
                .addEventListener(
                        "keydown",
                        event -> become(
                                text.typing(event.getEventData().get(VALUE).asString())
                                        .settled()))
                .setFilter("event.key === 'Enter' && !event.defaultPrevented")
                .addEventData(VALUE);
        input.getElement()
                .addEventListener("keydown", _ -> become(text.typing("").withoutLast()))
                .setFilter("event.key === 'Backspace' && element.value === ''");
    }

    private Div suggestions() {
        options.setId("search-options");
        options.addClassName("options");
        options.getElement().setAttribute("role", "listbox");
        options.getElement().setAttribute("aria-label", words.say("servers.search.suggestions"));
        note.addClassName("note");
        note.getElement().setAttribute("role", "status");
        Div list = new Div(note, options);
        list.addClassName("suggest");
        return list;
    }

    private void typed(String value) {
        SearchText typing = text.typing(value);
        become(value.endsWith(" ") ? typing.settled() : typing);
    }

    private void become(SearchText other) {
        used = true;
        text = other;
        paint();
        changed.accept(text.whole());
    }

    private void paint() {
        tokens.removeAll();
        text.tokens().forEach(token -> tokens.add(chip(token)));
        if (!input.getValue().equals(text.rest())) {
            input.setValue(text.rest());
        }
        boolean empty = text.whole().isEmpty();
        clear.setVisible(!empty);
        setClassName("filled", !empty);
        input.setPlaceholder(words.say(text.tokens().isEmpty() ? "servers.search.placeholder" : "servers.search.more"));
        if (used) {
            offer();
        }
    }

    private Span chip(String token) {
        int colon = token.indexOf(':') + 1;
        Span field = new Span(token.substring(0, colon));
        Span value = new Span(token.substring(colon));
        value.addClassName("v");
        NativeButton remove = Buttons.icon("x", words.say("servers.search.remove", token));
        remove.addClickListener(_ -> become(text.without(token)));
        Span chip = new Span(field, value, remove);
        chip.addClassName("token");
        return chip;
    }

    private void offer() {
        SearchHelp offered = help.apply(text.rest());
        note.setText(offered.unknown() == null ? "" : words.say("servers.search.unknown-key", offered.unknown()));
        options.removeAll();
        int number = 0;
        for (SearchHelp.Suggestion suggestion : offered.suggestions()) {
            options.add(option(suggestion, number++));
        }
    }

    private Div option(SearchHelp.Suggestion suggestion, int number) {
        Span word = new Span(suggestion.word());
        Span aside = new Span(
                suggestion.finished()
                        ? numbers.format(suggestion.servers())
                        : words.say("servers.search.key." + suggestion.word().replace(":", "")));
        aside.addClassName("muted");
        Div option = new Div(word, aside);
        option.setId("search-option-" + number);
        option.getElement().setAttribute("role", "option");
        option.addClickListener(_ -> become(text.completed(suggestion)));
        return option;
    }
}
