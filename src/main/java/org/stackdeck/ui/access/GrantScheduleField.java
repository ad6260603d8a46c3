package org.stackdeck.ui.access;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.binder.ValueContext;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.WeeklyHours;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.ToggleGroup;
import org.stackdeck.ui.i18n.Messages;

/** Selects the end and the weekly hours of a grant, in the user's time zone. */
public final class GrantScheduleField extends Div {

    private static final LocalTime END_OF_DAY = LocalTime.of(18, 0);

    enum EndOption {
        DAY,
        FRIDAY,
        FORTNIGHT,
        NEVER;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Messages messages;
    private final Clock clock;
    private final ToggleGroup<EndOption> ends;
    private final DateTimePicker until = new DateTimePicker();
    private final Checkbox limited = new Checkbox();
    private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>();
    private final TimePicker from = new TimePicker();
    private final TimePicker to = new TimePicker();
    private final Div hours = StyledElements.div("hours");

    public GrantScheduleField(Messages messages, Clock clock, Runnable changed) {
        this.messages = messages;
        this.clock = clock;
        addClassName("when-field");
        ends = new ToggleGroup<>(messages.text("grants.until"), this::selectEnd);
        for (EndOption end : EndOption.values()) {
            ends.addOption(end, messages.text("grants.until." + end.code()));
        }
        until.setDateAriaLabel(messages.text("grants.until.date"));
        until.setTimeAriaLabel(messages.text("grants.until.time"));
        until.setLocale(messages.locale());
        until.setStep(Duration.ofMinutes(30));
        until.addValueChangeListener(event -> {
            // The picker reports no value if only the date or only the time is missing. Only the user selects no end.
            if (event.isFromClient()) {
                ends.select(null);
            }
            changed.run();
        });
        limited.setLabel(messages.text("grants.hours"));
        limited.addValueChangeListener(event -> {
            hours.setVisible(event.getValue());
            changed.run();
        });
        buildHours(changed);
        add(
                StyledElements.span("label", messages.text("grants.until")),
                StyledElements.div("until", ends, until),
                limited,
                hours);
        ends.select(EndOption.FORTNIGHT);
        selectEnd(EndOption.FORTNIGHT);
    }

    private void buildHours(Runnable changed) {
        days.setItems(DayOfWeek.values());
        days.setAriaLabel(messages.text("grants.hours.days"));
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT, messages.locale()));
        days.setValue(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        days.addValueChangeListener(_ -> changed.run());
        from.setAriaLabel(messages.text("grants.hours.from"));
        from.setLocale(messages.locale());
        from.setValue(LocalTime.of(8, 0));
        from.addValueChangeListener(_ -> changed.run());
        to.setAriaLabel(messages.text("grants.hours.until"));
        to.setLocale(messages.locale());
        to.setValue(END_OF_DAY);
        to.addValueChangeListener(_ -> changed.run());
        Span zone = StyledElements.span(
                "hint", messages.text("grants.hours.zone", messages.zone().getId()));
        hours.add(days, StyledElements.div("times", from, new Span("–"), to, zone));
        hours.setVisible(false);
    }

    private void selectEnd(EndOption end) {
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), messages.zone()).truncatedTo(ChronoUnit.MINUTES);
        until.setInvalid(false);
        until.setValue(
                switch (end) {
                    case DAY -> now.plusDays(1);
                    case FRIDAY -> nextFriday(now);
                    case FORTNIGHT -> now.plusWeeks(2).with(END_OF_DAY);
                    case NEVER -> null;
                });
    }

    /** Returns the first Friday at 18:00 that is after {@code now}. */
    private static LocalDateTime nextFriday(LocalDateTime now) {
        LocalDateTime evening =
                now.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).with(END_OF_DAY);
        return evening.isAfter(now) ? evening : evening.plusWeeks(1);
    }

    /** Sets the end, truncated to the minute. */
    public void setEnd(Instant moment) {
        ends.select(null);
        until.setValue(LocalDateTime.ofInstant(moment, messages.zone()).truncatedTo(ChronoUnit.MINUTES));
    }

    /** Returns the end; null for none. */
    @Nullable
    public Instant until() {
        LocalDateTime end = until.getValue();
        return end == null ? null : end.atZone(messages.zone()).toInstant();
    }

    /** Returns the weekly hours; null if access is not limited to weekly hours or the input is invalid. */
    @Nullable
    public WeeklyHours hours() {
        if (!limited.getValue() || !validateHours()) {
            return null;
        }
        return new WeeklyHours(
                messages.zone(), List.of(new WeeklyHours.WeeklySpan(days.getValue(), from.getValue(), to.getValue())));
    }

    /** Marks missing and invalid values. Returns whether the input is valid. */
    public boolean validate() {
        Instant end = until();
        boolean missing = end == null
                && (isIncomplete()
                        || ends.selected().filter(EndOption.NEVER::equals).isEmpty());
        boolean over = end != null && !end.isAfter(clock.instant());
        until.setInvalid(missing || over);
        until.setErrorMessage(
                missing || over ? messages.text(over ? "grants.missing.future" : "grants.missing.until") : "");
        boolean hoursWrong = limited.getValue() && !validateHours();
        to.setInvalid(hoursWrong);
        to.setErrorMessage(hoursWrong ? messages.text("grants.missing.hours") : "");
        return !until.isInvalid() && !hoursWrong;
    }

    /** Returns whether the picker contains only a date, only a time, or text that is neither. */
    private boolean isIncomplete() {
        return until.getDefaultValidator()
                .apply(until.getValue(), new ValueContext(until))
                .isError();
    }

    private boolean validateHours() {
        return !days.isEmpty()
                && from.getValue() != null
                && to.getValue() != null
                && (!Objects.equals(from.getValue(), to.getValue())
                        || from.getValue().equals(LocalTime.MIDNIGHT));
    }
}
