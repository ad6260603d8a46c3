package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountAdministrationService;
import org.stackdeck.identity.registration.RegistrationNameConflict;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Summarizes the registrations with taken names in one line, because visitors can cause any number of such
 * registrations. A button opens a dialog with the list. The banner is hidden if the list is empty.
 */
final class RegistrationNameConflictBanner extends Div {

    private final transient AccountAdministrationService accountAdministrationService;
    private final transient ReauthenticationHandler handler;
    private final Messages messages;
    private final transient Runnable changed;
    private final Span text = StyledElements.span("clip");
    private List<RegistrationNameConflict> conflicts = List.of();
    private @Nullable RegistrationNameConflictsDialog dialog;

    /** @param changed called after conflicts have been dismissed; must call {@link #update} */
    RegistrationNameConflictBanner(
            AccountAdministrationService accountAdministrationService,
            ReauthenticationHandler handler,
            Messages messages,
            Runnable changed) {
        this.accountAdministrationService = accountAdministrationService;
        this.handler = handler;
        this.messages = messages;
        this.changed = changed;
        addClassName("banners");
        NativeButton details = NativeButtons.bordered(messages.text("admin.users.clashes.details"));
        details.getElement().setAttribute("aria-haspopup", "dialog");
        details.addClickListener(_ -> open());
        add(StyledElements.div("banner", new SpriteIcon("warn"), text, details));
        setVisible(false);
    }

    void update(List<RegistrationNameConflict> present) {
        conflicts = present;
        setVisible(!present.isEmpty());
        text.setText(summary());
        if (dialog != null) {
            dialog.update(present);
        }
    }

    private String summary() {
        int attempts =
                conflicts.stream().mapToInt(RegistrationNameConflict::attempts).sum();
        Set<UserName> names =
                conflicts.stream().map(RegistrationNameConflict::name).collect(Collectors.toSet());
        return names.size() == 1
                ? messages.text(
                        "admin.users.clashes.one",
                        attempts,
                        names.iterator().next().value())
                : messages.text("admin.users.clashes.many", attempts, names.size());
    }

    private void open() {
        RegistrationNameConflictsDialog opened =
                new RegistrationNameConflictsDialog(messages, this::dismiss, this::dismissAll);
        opened.addOpenedChangeListener(event -> {
            if (!event.isOpened()) {
                dialog = null;
            }
        });
        dialog = opened;
        opened.update(conflicts);
        opened.open();
    }

    private void dismiss(RegistrationNameConflict conflict) {
        handler.runAuthenticated(messages, caller -> {
            accountAdministrationService.dismissNameConflict(caller, conflict.id());
            changed.run();
        });
    }

    private void dismissAll() {
        handler.runAuthenticated(messages, caller -> {
            accountAdministrationService.dismissAllNameConflicts(caller);
            changed.run();
        });
    }
}
