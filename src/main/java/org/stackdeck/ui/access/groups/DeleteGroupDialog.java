package org.stackdeck.ui.access.groups;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.i18n.Messages;

/** Asks for confirmation before a group is deleted, with the number of grants that are deleted with it. */
final class DeleteGroupDialog extends Dialog {

    DeleteGroupDialog(Messages messages, String name, int grants, Runnable remove) {
        setHeaderTitle(messages.text("groups.remove", name));
        setWidth("420px");
        add(new Paragraph(messages.text("groups.remove.warning", grants)));
        Button confirm = new Button(messages.text("groups.remove.confirm"), _ -> {
            close();
            remove.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
