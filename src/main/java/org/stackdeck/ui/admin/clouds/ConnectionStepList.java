package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.stackdeck.cloud.connection.ConnectionStep;
import org.stackdeck.cloud.connection.ConnectionStepResult;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows the steps of a test with their state, finding and remedy. */
final class ConnectionStepList extends UnorderedList {

    private final Messages messages;
    private final Map<ConnectionStep, ListItem> items = new EnumMap<>(ConnectionStep.class);

    ConnectionStepList(Messages messages) {
        this.messages = messages;
        addClassName("test-steps");
        getElement().setAttribute("aria-live", "polite");
        setVisible(false);
    }

    /** Shows all steps as pending. */
    void reset() {
        removeAll();
        items.clear();
        for (ConnectionStep step : ConnectionStep.values()) {
            ListItem item = new ListItem();
            items.put(step, item);
            add(item);
            show(step, "s-waiting", "pending", messages.text("clouds.test.pending"));
        }
        setVisible(true);
    }

    void showStarted(ConnectionStep step) {
        show(step, "s-moving", "running", messages.text("clouds.test.running"));
    }

    void showResult(ConnectionStepResult result) {
        String icon = switch (result.outcome()) {
            case PASSED -> "s-done";
            case WARNING -> "warn";
            case FAILED -> "s-error";
            case SKIPPED -> "s-off";
        };
        Div text = show(
                result.step(),
                icon,
                result.outcome().name().toLowerCase(Locale.ROOT),
                ConnectionMessages.finding(messages, result));
        if (result.duration().isPositive()) {
            text.add(StyledElements.span(
                    "muted",
                    messages.text("clouds.test.duration", result.duration().toMillis())));
        }
        ConnectionMessages.remedy(messages, result)
                .ifPresent(remedy -> text.add(StyledElements.paragraph("hint", remedy)));
    }

    private Div show(ConnectionStep step, String icon, String state, String text) {
        ListItem item = items.get(step);
        Div content = StyledElements.div(
                "test-step",
                StyledElements.span("strong", ConnectionMessages.name(messages, step)),
                StyledElements.span("", text));
        if (item != null) {
            item.removeAll();
            item.getElement().setAttribute("data-state", state);
            item.add(new SpriteIcon(icon), content);
        }
        return content;
    }
}
