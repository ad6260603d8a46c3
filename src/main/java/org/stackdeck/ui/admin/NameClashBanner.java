package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Accounts;
import org.stackdeck.identity.NameClash;
import org.stackdeck.identity.UserName;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/**
 * Summarizes all registrations of taken names in one line, because any visitor can cause them. A dialog lists them.
 * Hidden if there are none.
 */
final class NameClashBanner extends Div {

    private final transient Accounts accounts;
    private final transient CurrentUser currentUser;
    private final transient ProofPrompt prompt;
    private final Words words;
    private final transient Runnable changed;
    private final Span text = new Span();
    private List<NameClash> clashes = List.of();
    private @Nullable NameClashDialog dialog;

    /** @param changed called after clashes were dismissed; must call {@link #show} */
    NameClashBanner(Accounts accounts, CurrentUser currentUser, ProofPrompt prompt, Words words, Runnable changed) {
        this.accounts = accounts;
        this.currentUser = currentUser;
        this.prompt = prompt;
        this.words = words;
        this.changed = changed;
        addClassName("banners");
        text.addClassName("clip");
        NativeButton details = Buttons.bordered(words.say("admin.users.clashes.details"));
        details.getElement().setAttribute("aria-haspopup", "dialog");
        details.addClickListener(_ -> open());
        Div line = new Div(new Icon("warn"), text, details);
        line.addClassName("banner");
        add(line);
        setVisible(false);
    }

    void show(List<NameClash> present) {
        clashes = present;
        setVisible(!present.isEmpty());
        text.setText(summary());
        if (dialog != null) {
            dialog.show(present);
        }
    }

    private String summary() {
        int attempts = clashes.stream().mapToInt(NameClash::attempts).sum();
        Set<UserName> names = clashes.stream().map(NameClash::name).collect(Collectors.toSet());
        return names.size() == 1
                ? words.say(
                        "admin.users.clashes.one",
                        attempts,
                        names.iterator().next().value())
                : words.say("admin.users.clashes.many", attempts, names.size());
    }

    private void open() {
        NameClashDialog opened = new NameClashDialog(words, this::dismiss, this::dismissAll);
        opened.addOpenedChangeListener(event -> {
            if (!event.isOpened()) {
                dialog = null;
            }
        });
        dialog = opened;
        opened.show(clashes);
        opened.open();
    }

    private void dismiss(NameClash clash) {
        prompt.during(words, () -> {
            accounts.dismiss(currentUser.caller(), clash.id());
            changed.run();
        });
    }

    private void dismissAll() {
        prompt.during(words, () -> {
            accounts.dismissClashes(currentUser.caller());
            changed.run();
        });
    }
}
