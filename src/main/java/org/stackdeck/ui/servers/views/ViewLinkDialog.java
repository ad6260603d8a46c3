package org.stackdeck.ui.servers.views;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that shows a link to filters and columns, with a button that copies it. */
final class ViewLinkDialog extends Dialog {

    ViewLinkDialog(Messages messages, String link) {
        setHeaderTitle(messages.text("servers.views.link.title"));
        setWidth("480px");
        add(
                StyledElements.div(
                        "code link",
                        StyledElements.span("mono secret", link),
                        NativeButtons.copy(link, messages.text("servers.views.link.copy"))),
                new Paragraph(messages.text("servers.views.link.text")));
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }
}
