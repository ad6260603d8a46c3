package org.stackdeck.ui.search;

import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.stackdeck.inventory.search.SearchProperty;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Search field for free text and tokens. Shows complete tokens as chips, and suggests keys and values during input. The
 * browser opens and navigates the list of suggestions (search.js).
 */
@JsModule("context://frontend/js/search.js")
public final class TokenSearchField extends Div {

    private static final String VALUE = "element.value";

    private final Messages messages;
    private final Consumer<String> changed;
    private final String labels;
    private final transient List<? extends SearchProperty> properties;
    private final transient Suggestions source;
    private final NumberFormat numbers;
    private final Div tokens = StyledElements.div("tokens");
    private final Input input = new Input();
    private final NativeButton clear;
    private final Span note = StyledElements.span("note");
    private final Div options = StyledElements.div("options");
    private transient SearchFieldContent content;
    /**
     * Whether the user has used the field. Suggestions are computed only after that, because most pages never need
     * them.
     */
    private boolean used;

    /**
     * Source of the suggestions.
     *
     * @param suggest returns the suggestions, given the input and the search text without its last word
     * @param valueName returns the displayed name of a value, given the key and the value; empty if it has none
     */
    public record Suggestions(
            BiFunction<String, String, SearchSuggestions> suggest,
            BiFunction<String, String, Optional<String>> valueName) {}

    /**
     * @param labels prefix of the message keys of the label, the placeholder and the explanations of the keys
     * @param changed called with the full search text
     */
    public TokenSearchField(
            Messages messages,
            String labels,
            List<? extends SearchProperty> properties,
            Suggestions source,
            Consumer<String> changed) {
        this.messages = messages;
        this.labels = labels;
        this.properties = properties;
        this.source = source;
        this.content = SearchFieldContent.empty(properties);
        this.changed = changed;
        this.numbers = NumberFormat.getIntegerInstance(messages.locale());
        this.clear = NativeButtons.icon(
                "x", messages.text("servers.filter.clear"), () -> changeText(SearchFieldContent.empty(properties)));
        addClassNames("input", "search");
        Span key = StyledElements.span("kbd", "/");
        key.getElement().setAttribute("aria-hidden", "true");
        add(new SpriteIcon("search"), tokens, input, clear, key, suggestions());
        prepareInput();
        refresh();
    }

    /** Shows the search text of the URL. */
    public void setSearch(String whole) {
        if (!content.fullText().equals(whole.strip())) {
            content = SearchFieldContent.of(whole, properties);
            refresh();
        }
    }

    private void prepareInput() {
        input.getElement().addEventListener("focus", _ -> {
            used = true;
            showSuggestions();
        });
        input.getElement().setAttribute("role", "combobox");
        input.getElement().setAttribute("aria-label", messages.text(labels + ".label"));
        input.getElement().setAttribute("aria-autocomplete", "list");
        input.getElement().setAttribute("aria-controls", "search-options");
        input.getElement().setAttribute("aria-expanded", "false");
        input.getElement().setAttribute("autocomplete", "off");
        input.getElement().setAttribute("spellcheck", "false");
        input.getElement().setAttribute("maxlength", String.valueOf(SearchQuery.MAX_LENGTH));
        input.setValueChangeMode(ValueChangeMode.LAZY);
        input.setValueChangeTimeout(150);
        UserInputListeners.onChange(input, this::onInput);
        input.getElement()
                .addEventListener(
                        "keydown",
                        event -> changeText(content.withInput(
                                        event.getEventData().get(VALUE).asString())
                                .tokenized()))
                .setFilter("event.key === 'Enter' && !event.defaultPrevented")
                .addEventData(VALUE);
        input.getElement()
                .addEventListener(
                        "keydown", _ -> changeText(content.withInput("").withoutLastToken()))
                .setFilter("event.key === 'Backspace' && element.value === ''");
    }

    private Div suggestions() {
        options.setId("search-options");
        options.getElement().setAttribute("role", "listbox");
        options.getElement().setAttribute("aria-label", messages.text("servers.search.suggestions"));
        note.getElement().setAttribute("role", "status");
        return StyledElements.div("suggest", note, options);
    }

    private void onInput(String value) {
        SearchFieldContent typing = content.withInput(value);
        changeText(value.endsWith(" ") ? typing.tokenized() : typing);
    }

    private void changeText(SearchFieldContent other) {
        used = true;
        content = other.truncated();
        refresh();
        changed.accept(content.fullText());
    }

    private void refresh() {
        tokens.removeAll();
        content.tokens().forEach(token -> tokens.add(chip(token)));
        if (!input.getValue().equals(content.input())) {
            input.setValue(content.input());
        }
        boolean empty = content.fullText().isEmpty();
        clear.setVisible(!empty);
        setClassName("filled", !empty);
        input.setPlaceholder(
                messages.text(content.tokens().isEmpty() ? labels + ".placeholder" : "servers.search.more"));
        if (used) {
            showSuggestions();
        }
    }

    private Span chip(String token) {
        int colon = token.indexOf(':') + 1;
        Span field = new Span(token.substring(0, colon));
        Span value = StyledElements.span("v", token.substring(colon));
        NativeButton remove = NativeButtons.icon("x", messages.text("servers.search.remove", token));
        remove.addClickListener(_ -> changeText(content.withoutToken(token)));
        Span chip = StyledElements.span("token", field, value, remove);
        unknownValues(token).findFirst().ifPresent(unknown -> {
            chip.addClassName("unknown");
            chip.setTitle(messages.text("servers.search.unknown-status", unknown));
        });
        return chip;
    }

    private void showSuggestions() {
        SearchSuggestions offered = source.suggest()
                .apply(content.input(), content.withoutLastWord().fullText());
        note.setText(noteOn(offered));
        options.removeAll();
        int number = 0;
        for (SearchSuggestions.Suggestion suggestion : offered.suggestions()) {
            options.add(option(suggestion, number++));
        }
    }

    private String noteOn(SearchSuggestions offered) {
        if (offered.unknownKey() != null) {
            return messages.text("servers.search.unknown-key", offered.unknownKey());
        }
        return Optional.ofNullable(offered.unknownValue())
                .or(() -> content.tokens().stream().flatMap(this::unknownValues).findFirst())
                .map(value -> messages.text("servers.search.unknown-status", value))
                .orElse("");
    }

    private Stream<String> unknownValues(String token) {
        return SearchQuery.parse(token, properties).unknownValues();
    }

    private Div option(SearchSuggestions.Suggestion suggestion, int number) {
        Span word = new Span(suggestion.text());
        String count = numbers.format(suggestion.count());
        Span aside = StyledElements.span(
                "muted",
                suggestion.complete()
                        ? source.valueName()
                                .apply(key(suggestion), suggestion.value())
                                .map(name -> name + " · " + count)
                                .orElse(count)
                        : messages.text(labels + ".key." + key(suggestion)));
        Div option = new Div(word, aside);
        option.setId("search-option-" + number);
        option.getElement().setAttribute("role", "option");
        option.addClickListener(_ -> changeText(content.withSuggestion(suggestion)));
        return option;
    }

    private static String key(SearchSuggestions.Suggestion suggestion) {
        return suggestion.text().substring(0, suggestion.text().indexOf(':'));
    }
}
