package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Collectors;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Shows who else is viewing the page. Hidden if there is no other viewer. */
final class Onlookers extends Span {

    /** Further viewers are only counted. */
    private static final int NAMED = 2;

    private final Words words;
    private final Span text = new Span();

    Onlookers(Words words) {
        this.words = words;
        addClassNames("onlookers", "hint");
        getElement().setAttribute("role", "status");
        text.addClassName("clip");
        add(new Icon("eye"), text);
        setVisible(false);
    }

    void show(List<UserName> others) {
        setVisible(!others.isEmpty());
        if (others.isEmpty()) {
            text.setText("");
            return;
        }
        String named = names(others.stream().limit(NAMED).toList());
        text.setText(
                others.size() > NAMED
                        ? words.say("servers.presence.more", named, others.size() - NAMED)
                        : words.say("servers.presence", named));
        setTitle(words.say("servers.presence.title", names(others)));
    }

    private String names(List<UserName> names) {
        return names.stream().map(UserName::value).collect(Collectors.joining(words.say("grants.list.comma")));
    }
}
