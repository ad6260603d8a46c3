package org.stackdeck.ui.layout;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import org.stackdeck.ui.help.HelpRoutes;
import org.stackdeck.ui.help.KeyboardShortcutList;
import org.stackdeck.ui.i18n.Messages;

/** Dialog with the keyboard shortcuts and a link to the help page. */
final class KeyboardShortcutsDialog extends Dialog {

    KeyboardShortcutsDialog(Messages messages) {
        setHeaderTitle(messages.text("app.help.title"));
        addClassName("help");
        add(
                new KeyboardShortcutList(messages),
                pageLink(UserMenu.ACCOUNT, messages.text("app.help.single-keys")),
                pageLink(HelpRoutes.PATH, messages.text("help.open")));
    }

    private Div pageLink(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.getElement().addEventListener("click", _ -> close());
        return new Div(link);
    }
}
