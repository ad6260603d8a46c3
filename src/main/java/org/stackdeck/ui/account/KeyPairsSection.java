package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.ConfirmationDialog;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Section for the user's key pairs, which give access to servers that are launched with them. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class KeyPairsSection extends ListSection {

    private final transient UserKeyPairService userKeyPairService;
    private final transient CurrentUser currentUser;

    KeyPairsSection(UserKeyPairService userKeyPairService, CurrentUser currentUser) {
        super(Messages.current(), "account.keys");
        this.userKeyPairService = userKeyPairService;
        this.currentUser = currentUser;
        setId("key-pairs");
        NativeButton add = Buttons.bordered(messages.text("account.keys.add"));
        add.addClickListener(_ -> AddKeyPairDialog.forImport(userKeyPairService, currentUser, messages, this::render)
                .open());
        NativeButton make = Buttons.bordered(messages.text("account.keys.make"));
        make.addClickListener(
                _ -> AddKeyPairDialog.forGeneration(userKeyPairService, currentUser, messages, this::render)
                        .open());
        add(StyledElements.div("ways", add, make));
        render();
    }

    private void render() {
        removeRows();
        userKeyPairService.list(currentUser.caller()).forEach(this::addRow);
    }

    private void addRow(KeyPair pair) {
        NativeButton copy = Buttons.copy(
                pair.publicKey().authorizedKeysLine(),
                messages.text("account.keys.copy", pair.name().value()));
        NativeButton remove = Buttons.bordered(messages.text("account.factors.remove"));
        remove.setAriaLabel(messages.text("account.keys.remove", pair.name().value()));
        remove.addClickListener(_ -> confirmRemoval(pair));
        addRow(
                name(
                        StyledElements.span("strong", pair.name().value()),
                        StyledElements.span("mono muted", pair.publicKey().fingerprint())),
                times(new Span(pair.publicKey().type().algorithmName()), time("account.keys.added", pair.addedAt())),
                StyledElements.div("ways", copy, remove));
    }

    private void confirmRemoval(KeyPair pair) {
        new ConfirmationDialog(
                        messages,
                        messages.text("account.keys.remove.title", pair.name().value()),
                        messages.text("account.keys.remove.confirm"),
                        () -> remove(pair),
                        messages.text("account.keys.remove.note"))
                .open();
    }

    private void remove(KeyPair pair) {
        userKeyPairService.delete(currentUser.caller(), pair.name());
        Toasts.showSuccess(
                messages.text("account.keys.removed", pair.name().value()), messages.text("account.keys.removed.note"));
        render();
    }
}
