package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SearchField;
import org.stackdeck.ui.i18n.Messages;

/** Search fields of the audit page. An entry must match all fields. */
final class AuditFilterBar extends Div {

    private final Messages messages;
    private final transient Consumer<AuditFilterCriteria> searched;
    private final ComboBox<String> who = new ComboBox<>();
    private final ComboBox<String> what = new ComboBox<>();
    private final SearchField text;
    private final Select<AuditFilterCriteria.Outcome> outcome = new Select<>();
    private final Select<AuditFilterCriteria.Period> period = new Select<>();
    private final DatePicker from = new DatePicker();
    private final DatePicker until = new DatePicker();
    private final NativeButton clear;

    /**
     * @param names user names to suggest; the user can also enter other names
     * @param searched called with the new filter when the user changes it
     */
    AuditFilterBar(
            Messages messages,
            AuditMessages auditMessages,
            List<String> names,
            Consumer<AuditFilterCriteria> searched) {
        this.messages = messages;
        this.searched = searched;
        this.clear = NativeButtons.quiet("x", messages.text("admin.audit.search.clear"));
        addClassNames("tools", "trail-filter");
        getElement().setAttribute("role", "search");
        buildWhoAndWhat(auditMessages, names);
        text = new SearchField(label("text"));
        text.setMaxLength(AuditEntryFilter.MAX_TEXT_LENGTH);
        outcome.setAriaLabel(label("result"));
        outcome.setItems(AuditFilterCriteria.Outcome.values());
        outcome.setItemLabelGenerator(value -> choice("result", value));
        outcome.setEmptySelectionAllowed(true);
        outcome.setEmptySelectionCaption(label("result.any"));
        period.setAriaLabel(label("when"));
        period.setItems(AuditFilterCriteria.Period.values());
        period.setItemLabelGenerator(value -> choice("when", value));
        period.setEmptySelectionAllowed(true);
        period.setEmptySelectionCaption(label("when.any"));
        buildDays();
        clear.addClickListener(_ -> clear());
        add(who, what, text, outcome, period, from, until, clear);
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(who, what, text, outcome, period, from, until)) {
            UserInputListeners.onChange(field, _ -> onChange());
        }
        setFilter(AuditFilterCriteria.NONE);
    }

    private void buildWhoAndWhat(AuditMessages auditMessages, List<String> names) {
        who.setItems(names);
        who.setPlaceholder(label("who"));
        who.setAriaLabel(label("who"));
        who.setClearButtonVisible(true);
        who.setAllowCustomValue(true);
        who.addCustomValueSetListener(event -> {
            who.setValue(event.getDetail());
            onChange();
        });
        what.setItems(auditMessages.actions());
        what.setItemLabelGenerator(auditMessages::action);
        what.setPlaceholder(label("what"));
        what.setAriaLabel(label("what"));
        what.setClearButtonVisible(true);
    }

    private void buildDays() {
        from.setLocale(messages.locale());
        from.setPlaceholder(label("from"));
        from.setAriaLabel(label("from"));
        from.setClearButtonVisible(true);
        until.setLocale(messages.locale());
        until.setPlaceholder(label("until"));
        until.setAriaLabel(label("until"));
        until.setClearButtonVisible(true);
    }

    void setFilter(AuditFilterCriteria criteria) {
        who.setValue(criteria.userPrefix().isEmpty() ? null : criteria.userPrefix());
        what.setValue(criteria.actionPrefix().isEmpty() ? null : criteria.actionPrefix());
        text.setValue(criteria.text());
        outcome.setValue(criteria.outcome());
        period.setValue(criteria.period());
        from.setValue(criteria.from());
        until.setValue(criteria.until());
        updateFields(criteria);
    }

    void clear() {
        setFilter(AuditFilterCriteria.NONE);
        searched.accept(AuditFilterCriteria.NONE);
    }

    private void onChange() {
        AuditFilterCriteria criteria = new AuditFilterCriteria(
                Objects.requireNonNullElse(who.getValue(), ""),
                Objects.requireNonNullElse(what.getValue(), ""),
                text.getValue(),
                outcome.getValue(),
                period.getValue(),
                from.getValue(),
                until.getValue());
        updateFields(criteria);
        searched.accept(criteria);
    }

    private void updateFields(AuditFilterCriteria criteria) {
        boolean days = criteria.period() == AuditFilterCriteria.Period.DAYS;
        from.setVisible(days);
        until.setVisible(days);
        until.setInvalid(criteria.isReversed());
        until.setErrorMessage(criteria.isReversed() ? label("reversed") : "");
        clear.setVisible(!criteria.equals(AuditFilterCriteria.NONE));
    }

    /** @param value null for any */
    private String choice(String field, @Nullable Enum<?> value) {
        return label(field + "." + (value == null ? "any" : value.name().toLowerCase(Locale.ROOT)));
    }

    private String label(String key) {
        return messages.text("admin.audit.search." + key);
    }
}
