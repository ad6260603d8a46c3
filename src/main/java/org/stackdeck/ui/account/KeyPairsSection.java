package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Key pairs of the user, which give access to the servers that the user launches. */
final class KeyPairsSection extends Div {

    private final transient KeyPairService keyPairService;
    private final transient CurrentUser currentUser;
    private final Messages messages;
    private final Div list = new Div();

    KeyPairsSection(KeyPairService keyPairService, CurrentUser currentUser, Messages messages) {
        this.keyPairService = keyPairService;
        this.currentUser = currentUser;
        this.messages = messages;
        setId("key-pairs");
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(messages.text("account.keys.note"));
        note.addClassName("muted");
        NativeButton add = Buttons.bordered(messages.text("account.keys.add"));
        add.addClickListener(_ -> AddKeyPairDialog.forImport(keyPairService, currentUser, messages, this::render)
                .open());
        NativeButton make = Buttons.bordered(messages.text("account.keys.make"));
        make.addClickListener(_ -> AddKeyPairDialog.forGeneration(keyPairService, currentUser, messages, this::render)
                .open());
        Div ways = new Div(add, make);
        ways.addClassName("ways");
        add(new H2(messages.text("account.keys")), note, list, ways);
        render();
    }

    private void render() {
        list.removeAll();
        keyPairService.list(currentUser.caller()).forEach(pair -> list.add(row(pair)));
    }

    private Div row(KeyPair pair) {
        Span name = new Span(pair.name().value());
        name.addClassName("strong");
        Span fingerprint = new Span(pair.publicKey().fingerprint());
        fingerprint.addClassNames("mono", "muted");
        Div what = new Div(name, fingerprint);
        what.addClassName("what");
        Span added = new Span(new Span(messages.text("account.keys.added") + " "));
        added.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                        pair.addedAt().toEpochMilli()));
        Div when = new Div(new Span(pair.publicKey().type().algorithmName()), added);
        when.addClassNames("when", "muted");
        NativeButton copy = Buttons.copy(
                pair.publicKey().authorizedKeysLine(),
                messages.text("account.keys.copy", pair.name().value()));
        NativeButton remove = Buttons.bordered(messages.text("account.factors.remove"));
        remove.setAriaLabel(messages.text("account.keys.remove", pair.name().value()));
        remove.addClickListener(_ -> new DeleteKeyPairDialog(messages, pair, () -> remove(pair)).open());
        Div acts = new Div(copy, remove);
        acts.addClassName("ways");
        Div line = new Div(what, when, acts);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private void remove(KeyPair pair) {
        keyPairService.delete(currentUser.caller(), pair.name());
        Toasts.showSuccess(
                messages.text("account.keys.removed", pair.name().value()), messages.text("account.keys.removed.note"));
        render();
    }
}
