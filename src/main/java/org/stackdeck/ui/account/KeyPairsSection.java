package org.stackdeck.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Key pairs of the user, which give access to the servers that the user launches. */
final class KeyPairsSection extends Div {

    private final transient KeyPairs keyPairs;
    private final transient CurrentUser currentUser;
    private final Words words;
    private final Div list = new Div();

    KeyPairsSection(KeyPairs keyPairs, CurrentUser currentUser, Words words) {
        this.keyPairs = keyPairs;
        this.currentUser = currentUser;
        this.words = words;
        setId("key-pairs");
        addClassNames("section", "wide");
        list.addClassName("sessions");
        list.getElement().setAttribute("role", "list");
        Paragraph note = new Paragraph(words.say("account.keys.note"));
        note.addClassName("muted");
        NativeButton add = Buttons.bordered(words.say("account.keys.add"));
        add.addClickListener(_ ->
                KeyPairDialog.toPaste(keyPairs, currentUser, words, this::show).open());
        NativeButton make = Buttons.bordered(words.say("account.keys.make"));
        make.addClickListener(_ ->
                KeyPairDialog.toMake(keyPairs, currentUser, words, this::show).open());
        Div ways = new Div(add, make);
        ways.addClassName("ways");
        add(new H2(words.say("account.keys")), note, list, ways);
        show();
    }

    private void show() {
        list.removeAll();
        keyPairs.of(currentUser.caller()).forEach(pair -> list.add(line(pair)));
    }

    private Div line(KeyPair pair) {
        Span name = new Span(pair.name().value());
        name.addClassName("strong");
        Span fingerprint = new Span(pair.publicKey().fingerprint());
        fingerprint.addClassNames("mono", "muted");
        Div what = new Div(name, fingerprint);
        what.addClassName("what");
        Span added = new Span(new Span(words.say("account.keys.added") + " "));
        added.getElement().appendChild(new Element("sd-time").setProperty("at", (double)
                        pair.addedAt().toEpochMilli()));
        Div when = new Div(new Span(pair.publicKey().type().word()), added);
        when.addClassNames("when", "muted");
        NativeButton copy = Buttons.copy(
                pair.publicKey().line(),
                words.say("account.keys.copy", pair.name().value()));
        NativeButton remove = Buttons.bordered(words.say("account.factors.remove"));
        remove.setAriaLabel(words.say("account.keys.remove", pair.name().value()));
        remove.addClickListener(_ -> new KeyPairRemoval(words, pair, () -> remove(pair)).open());
        Div acts = new Div(copy, remove);
        acts.addClassName("ways");
        Div line = new Div(what, when, acts);
        line.addClassName("session");
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private void remove(KeyPair pair) {
        keyPairs.remove(currentUser.caller(), pair.name());
        Toasts.done(words.say("account.keys.removed", pair.name().value()), words.say("account.keys.removed.note"));
        show();
    }
}
