package org.stackdeck.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/** Shows new recovery codes once. */
final class RecoveryCodesDialog extends Dialog {

    RecoveryCodesDialog(List<String> codes, Messages messages) {
        setHeaderTitle(messages.text("account.factors.codes"));
        setWidth("480px");
        // Only the button closes the dialog, because the codes cannot be shown again.
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        UnorderedList list = new UnorderedList();
        list.addClassNames("mono", "recovery");
        codes.forEach(code -> list.add(new ListItem(code)));
        NativeButton copy = NativeButtons.bordered(messages.text("account.factors.codes.copy"));
        copy.getElement().setAttribute("data-copy", String.join("\n", codes));
        add(new Paragraph(messages.text("signin.enrol.codes")), list, copy);
        Button done = new Button(messages.text("signin.enrol.done"), _ -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }
}
