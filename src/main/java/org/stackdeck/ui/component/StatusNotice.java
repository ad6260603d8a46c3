package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Div;

/** Notice above other content, with the cloud's message if there is one. */
public final class StatusNotice extends Div {

    public StatusNotice() {
        addClassNames("remark", "log-note");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /** @param cloudSays the cloud's message, which is untrusted; may be empty */
    public void show(String what, String cloudSays) {
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
