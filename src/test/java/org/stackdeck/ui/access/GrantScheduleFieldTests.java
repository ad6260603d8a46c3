package org.stackdeck.ui.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.AbstractField.ComponentValueChangeEvent;
import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.i18n.DefaultI18NProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.ui.i18n.Messages;

class GrantScheduleFieldTests {

    private final GrantScheduleField field = new GrantScheduleField(
            Messages.forLocale(new DefaultI18NProvider(List.of(Locale.ENGLISH)), Locale.ENGLISH),
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
            () -> {});
    private final DateTimePicker picker =
            descendants(field, DateTimePicker.class).findFirst().orElseThrow();

    @Test
    void endThatTheUserClearsIsMissingUntilTheUserSelectsNoEnd() {
        picker.clear();
        ComponentUtil.fireEvent(picker, new ComponentValueChangeEvent<>(picker, picker, null, true));

        assertThat(field.validate()).isFalse();
        assertThat(picker.getErrorMessage()).isEqualTo("Enter a date and time, or select \"No end date\".");
        selectNoEnd();
        assertThat(field.validate()).isTrue();
        assertThat(field.until()).isNull();
    }

    @Test
    void dateWithoutATimeIsInvalidEvenIfNoEndWasSelectedBefore() {
        selectNoEnd();
        descendants(picker, DatePicker.class).findFirst().orElseThrow().setValue(LocalDate.of(2026, 4, 1));

        assertThat(field.validate()).isFalse();
        selectNoEnd();
        assertThat(field.validate()).isTrue();
    }

    private void selectNoEnd() {
        NativeButton noEnd = descendants(field, NativeButton.class)
                .filter(button -> button.getText().equals("No end date"))
                .findFirst()
                .orElseThrow();
        ComponentUtil.fireEvent(noEnd, new ClickEvent<>(noEnd));
    }

    private static <T extends Component> Stream<T> descendants(Component component, Class<T> type) {
        return component
                .getChildren()
                .flatMap(child -> Stream.concat(
                        Stream.of(child).filter(type::isInstance).map(type::cast), descendants(child, type)));
    }
}
