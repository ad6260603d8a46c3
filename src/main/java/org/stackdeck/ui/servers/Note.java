package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import org.stackdeck.ui.component.Icon;

/** Something to be said of what is shown below it, with the cloud's own words where it has some. */
final class Note extends Div {

    Note() {
        addClassNames("remark", "log-note");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /** @param cloudSays untrusted text, or nothing */
    void say(String what, String cloudSays) {
        removeAll();
        Div said = new Div(new Div(what));
        if (!cloudSays.isBlank()) {
            Div quoted = new Div(cloudSays);
            quoted.addClassName("hint");
            said.add(quoted);
        }
        add(new Icon("info"), said);
        setVisible(true);
    }
}
