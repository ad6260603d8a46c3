package org.stackdeck.ui.access.roles;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.i18n.Messages;

/** Asks for confirmation before a role is deleted. If the role is in use, lists its grantees and offers no deletion. */
final class DeleteRoleDialog extends Dialog {

    private static final int MAX_NAMES = 5;

    DeleteRoleDialog(
            Messages messages, GrantMessages grantMessages, RoleRow row, Runnable showGrants, Runnable remove) {
        setHeaderTitle(messages.text("roles.remove", row.code()));
        setWidth("420px");
        if (row.isUsed()) {
            add(new Paragraph(
                    messages.text("roles.in-use", row.grants(), grantMessages.parties(row.parties(), MAX_NAMES))));
            Button look = new Button(messages.text("roles.grants.show"), _ -> {
                close();
                showGrants.run();
            });
            look.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(new Button(messages.text("app.close"), _ -> close()), look);
            return;
        }
        add(new Paragraph(messages.text("roles.remove.text")));
        Button confirm = new Button(messages.text("roles.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
