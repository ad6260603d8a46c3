package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Div;

/** Notice above other content, optionally with a message of the cloud. */
public final class StatusNotice extends Div {

    public StatusNotice() {
        addClassNames("remark", "log-note");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    /** @param cloudMessage the cloud's message, which is untrusted; may be empty */
    public void show(String title, String cloudMessage) {
        removeAll();
        Div text = new Div(new Div(title));
        if (!cloudMessage.isBlank()) {
            Div quoted = StyledElements.div("hint", cloudMessage);
            text.add(quoted);
        }
        add(new SpriteIcon("info"), text);
        setVisible(true);
    }
}
