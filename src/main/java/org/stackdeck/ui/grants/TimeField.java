package org.stackdeck.ui.grants;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.timepicker.TimePicker;
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
import org.stackdeck.ui.component.Words;

/** Selects the end and the weekly hours of a grant, in the user's time zone. */
final class TimeField extends Div {

    private static final LocalTime CLOSING = LocalTime.of(18, 0);

    /** Options for the end. */
    enum Ends {
        DAY,
        FRIDAY,
        FORTNIGHT,
        NEVER;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Words words;
    private final Clock clock;
    private final Segments<Ends> ends;
    private final DateTimePicker until = new DateTimePicker();
    private final Checkbox limited = new Checkbox();
    private final CheckboxGroup<DayOfWeek> days = new CheckboxGroup<>();
    private final TimePicker from = new TimePicker();
    private final TimePicker to = new TimePicker();
    private final Div hours = new Div();

    TimeField(Words words, Clock clock, Runnable changed) {
        this.words = words;
        this.clock = clock;
        addClassName("when-field");
        Span label = new Span(words.say("grants.until"));
        label.addClassName("label");
        ends = new Segments<>(words.say("grants.until"), this::end);
        for (Ends end : Ends.values()) {
            ends.offer(end, words.say("grants.until." + end.word()));
        }
        until.setDateAriaLabel(words.say("grants.until.date"));
        until.setTimeAriaLabel(words.say("grants.until.time"));
        until.setLocale(words.locale());
        until.setStep(Duration.ofMinutes(30));
        until.addValueChangeListener(event -> {
            if (event.isFromClient()) {
                ends.press(event.getValue() == null ? Ends.NEVER : null);
            }
            changed.run();
        });
        Div line = new Div(ends, until);
        line.addClassName("until");
        limited.setLabel(words.say("grants.hours"));
        limited.addValueChangeListener(event -> {
            hours.setVisible(event.getValue());
            changed.run();
        });
        buildHours(changed);
        add(label, line, limited, hours);
        ends.press(Ends.FORTNIGHT);
        end(Ends.FORTNIGHT);
    }

    private void buildHours(Runnable changed) {
        days.setItems(DayOfWeek.values());
        days.setAriaLabel(words.say("grants.hours.days"));
        days.setItemLabelGenerator(day -> day.getDisplayName(TextStyle.SHORT, words.locale()));
        days.setValue(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY));
        days.addValueChangeListener(_ -> changed.run());
        from.setAriaLabel(words.say("grants.hours.from"));
        from.setLocale(words.locale());
        from.setValue(LocalTime.of(8, 0));
        from.addValueChangeListener(_ -> changed.run());
        to.setAriaLabel(words.say("grants.hours.until"));
        to.setLocale(words.locale());
        to.setValue(CLOSING);
        to.addValueChangeListener(_ -> changed.run());
        Span zone = new Span(words.say("grants.hours.zone", words.zone().getId()));
        zone.addClassName("hint");
        Div times = new Div(from, new Span("–"), to, zone);
        times.addClassName("times");
        hours.addClassName("hours");
        hours.add(days, times);
        hours.setVisible(false);
    }

    private void end(Ends end) {
        LocalDateTime now =
                LocalDateTime.ofInstant(clock.instant(), words.zone()).truncatedTo(ChronoUnit.MINUTES);
        until.setInvalid(false);
        until.setValue(
                switch (end) {
                    case DAY -> now.plusDays(1);
                    case FRIDAY -> friday(now);
                    case FORTNIGHT -> now.plusWeeks(2).with(CLOSING);
                    case NEVER -> null;
                });
    }

    /** The next Friday evening that is in the future. */
    private static LocalDateTime friday(LocalDateTime now) {
        LocalDateTime evening =
                now.with(TemporalAdjusters.nextOrSame(DayOfWeek.FRIDAY)).with(CLOSING);
        return evening.isAfter(now) ? evening : evening.plusWeeks(1);
    }

    /** Sets the end, to the minute. */
    void end(Instant moment) {
        ends.press(null);
        until.setValue(LocalDateTime.ofInstant(moment, words.zone()).truncatedTo(ChronoUnit.MINUTES));
    }

    /** The end, or null for none. */
    @Nullable
    Instant until() {
        LocalDateTime end = until.getValue();
        return end == null ? null : end.atZone(words.zone()).toInstant();
    }

    /** The weekly hours, or null for all hours. */
    @Nullable
    WeeklyHours hours() {
        if (!limited.getValue() || !hoursComplete()) {
            return null;
        }
        return new WeeklyHours(
                words.zone(), List.of(new WeeklyHours.Span(days.getValue(), from.getValue(), to.getValue())));
    }

    /** Marks missing and past values. Returns whether the input is valid. */
    boolean complete() {
        Instant end = until();
        boolean unsaid =
                end == null && ends.pressed().filter(Ends.NEVER::equals).isEmpty();
        boolean over = end != null && !end.isAfter(clock.instant());
        until.setInvalid(unsaid || over);
        until.setErrorMessage(unsaid || over ? words.say(over ? "grants.missing.future" : "grants.missing.until") : "");
        boolean hoursWrong = limited.getValue() && !hoursComplete();
        to.setInvalid(hoursWrong);
        to.setErrorMessage(hoursWrong ? words.say("grants.missing.hours") : "");
        return !until.isInvalid() && !hoursWrong;
    }

    private boolean hoursComplete() {
        return !days.isEmpty()
                && from.getValue() != null
                && to.getValue() != null
                && (!Objects.equals(from.getValue(), to.getValue())
                        || from.getValue().equals(LocalTime.MIDNIGHT));
    }
}
