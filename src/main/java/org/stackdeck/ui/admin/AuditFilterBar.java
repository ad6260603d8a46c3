package org.stackdeck.ui.admin;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Search fields of the audit page. An entry must match all of them. */
final class AuditFilterBar extends Div {

    private final Words words;
    private final transient Consumer<AuditFilter> searched;
    private final ComboBox<String> who = new ComboBox<>();
    private final ComboBox<String> what = new ComboBox<>();
    private final TextField text = new TextField();
    private final Select<AuditFilter.Outcome> outcome = new Select<>();
    private final Select<AuditFilter.When> when = new Select<>();
    private final DatePicker from = new DatePicker();
    private final DatePicker until = new DatePicker();
    private final NativeButton clear;

    /**
     * @param names user names to suggest; others can be typed
     * @param searched called with the filter when the user changed it
     */
    AuditFilterBar(Words words, AuditWords says, List<String> names, Consumer<AuditFilter> searched) {
        this.words = words;
        this.searched = searched;
        this.clear = Buttons.quiet("x", words.say("admin.audit.search.clear"));
        addClassNames("tools", "trail-filter");
        getElement().setAttribute("role", "search");
        buildWhoAndWhat(says, names);
        text.setPlaceholder(word("text"));
        text.setAriaLabel(word("text"));
        text.setPrefixComponent(new Icon("search"));
        text.setClearButtonVisible(true);
        text.setMaxLength(AuditQuery.LONGEST);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        outcome.setAriaLabel(word("result"));
        outcome.setItems(AuditFilter.Outcome.values());
        outcome.setItemLabelGenerator(value -> choice("result", value));
        outcome.setEmptySelectionAllowed(true);
        outcome.setEmptySelectionCaption(word("result.any"));
        when.setAriaLabel(word("when"));
        when.setItems(AuditFilter.When.values());
        when.setItemLabelGenerator(value -> choice("when", value));
        when.setEmptySelectionAllowed(true);
        when.setEmptySelectionCaption(word("when.any"));
        buildDays();
        clear.addClickListener(_ -> clear());
        add(who, what, text, outcome, when, from, until, clear);
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(who, what, text, outcome, when, from, until)) {
            field.addValueChangeListener(event -> {
                if (event.isFromClient()) {
                    changed();
                }
            });
        }
        show(AuditFilter.NONE);
    }

    private void buildWhoAndWhat(AuditWords says, List<String> names) {
        who.setItems(names);
        who.setPlaceholder(word("who"));
        who.setAriaLabel(word("who"));
        who.setClearButtonVisible(true);
        who.setAllowCustomValue(true);
        who.addCustomValueSetListener(event -> {
            who.setValue(event.getDetail());
            changed();
        });
        what.setItems(says.actions());
        what.setItemLabelGenerator(says::action);
        what.setPlaceholder(word("what"));
        what.setAriaLabel(word("what"));
        what.setClearButtonVisible(true);
    }

    private void buildDays() {
        from.setLocale(words.locale());
        from.setPlaceholder(word("from"));
        from.setAriaLabel(word("from"));
        from.setClearButtonVisible(true);
        until.setLocale(words.locale());
        until.setPlaceholder(word("until"));
        until.setAriaLabel(word("until"));
        until.setClearButtonVisible(true);
    }

    void show(AuditFilter filter) {
        who.setValue(filter.who().isEmpty() ? null : filter.who());
        what.setValue(filter.what().isEmpty() ? null : filter.what());
        text.setValue(filter.text());
        outcome.setValue(filter.outcome());
        when.setValue(filter.when());
        from.setValue(filter.from());
        until.setValue(filter.until());
        paint(filter);
    }

    void clear() {
        show(AuditFilter.NONE);
        searched.accept(AuditFilter.NONE);
    }

    private void changed() {
        AuditFilter filter = new AuditFilter(
                Objects.requireNonNullElse(who.getValue(), ""),
                Objects.requireNonNullElse(what.getValue(), ""),
                text.getValue(),
                outcome.getValue(),
                when.getValue(),
                from.getValue(),
                until.getValue());
        paint(filter);
        searched.accept(filter);
    }

    private void paint(AuditFilter filter) {
        boolean days = filter.when() == AuditFilter.When.DAYS;
        from.setVisible(days);
        until.setVisible(days);
        until.setInvalid(filter.reversed());
        until.setErrorMessage(filter.reversed() ? word("reversed") : "");
        clear.setVisible(!filter.equals(AuditFilter.NONE));
    }

    /** @param value null for any */
    private String choice(String field, @Nullable Enum<?> value) {
        return word(field + "." + (value == null ? "any" : value.name().toLowerCase(Locale.ROOT)));
    }

    private String word(String key) {
        return words.say("admin.audit.search." + key);
    }
}
