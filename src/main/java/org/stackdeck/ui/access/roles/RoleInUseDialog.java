package org.stackdeck.ui.access.roles;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.i18n.Messages;

/** Lists the grantees of a role that cannot be deleted because it is in use. */
final class RoleInUseDialog extends Dialog {

    private static final int MAX_NAMES = 5;

    RoleInUseDialog(Messages messages, GrantFormatter grantFormatter, RoleRow row, Runnable showGrants) {
        setHeaderTitle(messages.text("roles.remove", row.code()));
        setWidth("420px");
        add(new Paragraph(
                messages.text("roles.in-use", row.grants(), grantFormatter.granteeNames(row.grantees(), MAX_NAMES))));
        Button look = new Button(messages.text("roles.grants.show"), _ -> {
            close();
            showGrants.run();
        });
        look.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.close"), _ -> close()), look);
    }
}
