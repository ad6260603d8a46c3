package org.stackdeck.ui.grants;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation before a role is deleted. If the role is in use, lists its grantees and offers no deletion. */
final class RemoveRoleDialog extends Dialog {

    private static final int NAMED = 5;

    RemoveRoleDialog(Words words, GrantPhrases phrases, RoleRow row, Runnable showGrants, Runnable remove) {
        setHeaderTitle(words.say("roles.remove", row.word()));
        setWidth("420px");
        if (row.used()) {
            add(new Paragraph(words.say("roles.in-use", row.grants(), phrases.parties(row.parties(), NAMED))));
            Button look = new Button(words.say("roles.grants.show"), _ -> {
                close();
                showGrants.run();
            });
            look.addThemeVariants(ButtonVariant.PRIMARY);
            getFooter().add(new Button(words.say("app.close"), _ -> close()), look);
            return;
        }
        add(new Paragraph(words.say("roles.remove.text")));
        Button confirm = new Button(words.say("roles.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
