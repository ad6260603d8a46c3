package org.stackdeck.ui.grants;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import org.stackdeck.identity.Invitations;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Shows the link of an invitation once. */
final class LinkDialog extends Dialog {

    LinkDialog(Words words, Invitations.Made made, String link) {
        setHeaderTitle(words.say("invitations.link"));
        setWidth("560px");
        setCloseOnOutsideClick(false);
        Span shown = new Span(link);
        shown.addClassNames("mono", "secret");
        Div line = new Div(shown, Buttons.copy(link, words.say("invitations.link.copy")));
        line.addClassNames("code", "link");
        Paragraph warning = new Paragraph(words.say(
                "invitations.link.warning",
                made.invitation().uses(),
                made.invitation().expiresAt()));
        add(line, warning);
        getFooter().add(new Button(words.say("app.close"), _ -> close()));
    }
}
