package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Badge next to a server's name with icon, state and reason. */
final class StatePill extends Span {

    private final Words words;
    private @Nullable ShownState shown;

    StatePill(Words words) {
        this.words = words;
        // Present from the start, so that screen readers announce later changes.
        getElement().setAttribute("role", "status");
    }

    /** @param raw state as reported by Nova, shown as tooltip */
    void show(ShownState state, String raw) {
        setTitle(raw);
        if (state.equals(shown)) {
            return;
        }
        shown = state;
        String tone = state.group().tone().word();
        setClassName("pill " + tone);
        Span word = new Span(words.say("servers.state." + state.word()));
        Integer percent = state.percent();
        if (percent != null) {
            word.setText(words.say("servers.state.percent", word.getText(), percent));
        }
        removeAll();
        add(new Icon(state.group().icon(), "s s-" + tone + (state.moving() ? " spin" : "")), word);
        Optional.ofNullable(state.reason()).map(words::say).ifPresent(reason -> {
            Span why = new Span(reason);
            why.addClassNames("why", "clip");
            why.setTitle(reason);
            add(why);
        });
    }
}
