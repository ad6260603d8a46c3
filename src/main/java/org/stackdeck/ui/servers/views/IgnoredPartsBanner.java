package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.i18n.Messages;

/** Line below the title that lists the ignored parts of a view, until the user dismisses it or opens another view. */
final class IgnoredPartsBanner extends Div {

    private static final int MAX_PARTS = 5;

    private final Messages messages;

    IgnoredPartsBanner(Messages messages) {
        this.messages = messages;
        addClassNames("banner", "view-notice");
        getElement().setAttribute("role", "status");
        hide();
    }

    void hide() {
        removeAll();
        setVisible(false);
    }

    /** Shows the banner with only this text. */
    void show(String text) {
        removeAll();
        NativeButton dismiss = NativeButtons.icon("x", messages.text("servers.views.dismiss"), this::hide);
        add(new SpriteIcon("info"), new Span(text), dismiss);
        setVisible(true);
    }

    /**
     * Shows the banner, or hides it if there is nothing to report.
     *
     * @param ignored parts that were left out
     * @param unknownTokens words in the form of filters that do not exist, which are searched as text
     * @param unknownValues values of filters that no server can have
     * @param more text after the parts; may be empty
     */
    void show(List<IgnoredPart> ignored, List<String> unknownTokens, List<String> unknownValues, String more) {
        StringBuilder text = new StringBuilder();
        if (!ignored.isEmpty()) {
            append(
                    text,
                    messages.text(
                            "servers.views.ignored",
                            list(ignored.stream()
                                    .map(part -> messages.text(
                                            "servers.views.ignored."
                                                    + part.kind().code(),
                                            part.value()))
                                    .toList())));
        }
        if (!unknownTokens.isEmpty()) {
            append(text, messages.text("servers.views.unknown-tokens", list(unknownTokens)));
        }
        if (!unknownValues.isEmpty()) {
            append(text, messages.text("servers.views.unknown-values", list(unknownValues)));
        }
        append(text, more);
        if (text.isEmpty()) {
            hide();
        } else {
            show(text.toString());
        }
    }

    private String list(List<String> parts) {
        String listed =
                parts.stream().limit(MAX_PARTS).collect(Collectors.joining(messages.text("servers.views.separator")));
        int more = parts.size() - MAX_PARTS;
        return more > 0 ? messages.text("servers.views.ignored.more", listed, more) : listed;
    }

    private static void append(StringBuilder text, String sentence) {
        if (!text.isEmpty() && !sentence.isEmpty()) {
            text.append(' ');
        }
        text.append(sentence);
    }
}
