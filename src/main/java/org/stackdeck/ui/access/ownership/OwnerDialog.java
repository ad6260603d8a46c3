package org.stackdeck.ui.access.ownership;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.ownership.Owner;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.access.report.ResourceAccessReportService;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Changes the owner of a server or another resource, and shows the access that results from the change. If another user
 * changes the owner while the dialog is open, an unchanged selection is updated and a changed selection is kept.
 */
final class OwnerDialog extends FormDialog {

    private final transient Services services;
    private final transient Caller caller;
    private final transient String name;
    private final Paragraph present = StyledElements.paragraph("hint");
    private final ComboBox<Candidate> choice = new ComboBox<>();
    private final OwnerChangePreviewPanel panel;
    private final Button save;
    private transient ResourceAttributes attributes;
    private transient @Nullable Owner owner;
    private List<User> users = List.of();

    @org.springframework.stereotype.Component
    record Services(
            OwnershipService ownership,
            OwnerCache owners,
            ResourceAccessReportService accessReport,
            UserDirectory userDirectory,
            @Lazy GrantReferenceLookup catalog,
            AdminChangeNotifier notifier,
            ReauthenticationHandler reauthentication,
            UiPush uiPush) {}

    /**
     * A user who can be selected as owner.
     *
     * @param user null for no owner
     */
    private record Candidate(@Nullable User user, String label) {

        @Nullable
        UserId id() {
            return user == null ? null : user.id();
        }

        /** Compares candidates by user ID, regardless of the state of the account. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Candidate that && Objects.equals(id(), that.id());
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id());
        }
    }

    /**
     * @param caller an administrator
     * @param name displayed name of the server or resource
     */
    OwnerDialog(Services services, Caller caller, Messages messages, ResourceAttributes attributes, String name) {
        super(messages, messages.text("owner.title", name), "460px");
        this.services = services;
        this.caller = caller;
        this.attributes = attributes;
        this.name = name;
        this.owner = services.owners().current().ownerOf(attributes.target()).orElse(null);
        this.panel = new OwnerChangePreviewPanel(messages, services.catalog().formatter(messages));
        present.getElement().setAttribute("aria-live", "polite");
        choice.setLabel(messages.text("owner.choose"));
        choice.setItemLabelGenerator(Candidate::label);
        choice.setClearButtonVisible(false);
        choice.addValueChangeListener(event -> {
            choice.setInvalid(false);
            if (event.isFromClient()) {
                render();
            }
        });
        addFields(present, choice, panel);
        save = addButtons("owner.save", this::save);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        services.notifier().bind(event, this::loadUsers, this::setUsers);
        if (attributes.target() instanceof ServerKey server) {
            services.catalog().followServers(event, _ -> updateServer(server));
        }
        choice.focus();
        UiPush.closeOnDetach(
                this, services.owners().subscribe(services.uiPush().latest(event.getUI(), this, this::setOwners)));
    }

    private List<User> loadUsers() {
        services.userDirectory().requireAdministrator(caller);
        return services.userDirectory().all();
    }

    /** Updates the candidates: no owner, and all users except rejected users. */
    private void setUsers(List<User> everyone) {
        users = everyone;
        Candidate before = choice.getValue();
        List<Candidate> candidates = Stream.concat(
                        Stream.of(new Candidate(null, messages.text("owner.nobody"))),
                        users.stream()
                                .filter(user -> user.state() != User.State.REJECTED)
                                .map(this::candidate))
                .toList();
        choice.setItems(
                (candidate, typed) ->
                        candidate.label().toLowerCase(messages.locale()).contains(typed.toLowerCase(messages.locale())),
                candidates);
        select(before == null ? id(owner) : before.id());
    }

    private void setOwners(OwnerMap ownerMap) {
        Owner now = ownerMap.ownerOf(attributes.target()).orElse(null);
        if (!Objects.equals(now, owner)) {
            boolean untouched = Objects.equals(selectedId(), id(owner));
            owner = now;
            if (untouched) {
                select(id(now));
            } else {
                render();
            }
        }
    }

    private void updateServer(ServerKey server) {
        Optional<ServerAttributes> now = services.catalog().find(server).map(ServerAttributes::of);
        now.filter(known -> !known.equals(attributes) || !choice.isEnabled()).ifPresent(known -> {
            attributes = known;
            choice.setEnabled(true);
            render();
        });
        if (now.isEmpty()) {
            present.setText(messages.text("touch.gone"));
            panel.clear();
            choice.setEnabled(false);
            save.setEnabled(false);
        }
    }

    private void select(@Nullable UserId id) {
        choice.setValue(
                user(id).map(this::candidate).orElseGet(() -> new Candidate(null, messages.text("owner.nobody"))));
        render();
    }

    private void render() {
        present.setText(
                owner == null
                        ? messages.text("touch.owner.nobody")
                        : messages.text("touch.owner", owner.name().value()));
        boolean another = !Objects.equals(selectedId(), id(owner));
        save.setEnabled(another);
        panel.clear();
        if (another) {
            user(id(owner)).ifPresent(before -> panel.showLost(before, accessPaths(before)));
        }
        user(selectedId()).ifPresent(chosen -> panel.showGained(chosen, accessPaths(chosen)));
    }

    private List<AccessPath.ByGrant> accessPaths(User user) {
        return services.accessReport().findOwnerGrants(caller, attributes, user.id());
    }

    private void save() {
        services.reauthentication().runAuthenticated(messages, _ -> {
            try {
                UserId selectedOwner = selectedId();
                services.ownership().assign(caller, attributes, selectedOwner);
                close();
                Toasts.showSuccess(user(selectedOwner)
                        .map(user -> messages.text("owner.saved", name, user.name()))
                        .orElseGet(() -> messages.text("owner.saved.nobody", name)));
            } catch (UnknownUserException e) {
                check(choice, false, "owner.unknown");
            }
        });
    }

    private Candidate candidate(User user) {
        String name = user.name().value();
        String label = user.displayName().isBlank() || user.displayName().equals(name)
                ? name
                : messages.text("owner.person", name, user.displayName());
        return new Candidate(
                user,
                user.isActive()
                        ? label
                        : messages.text("owner.inactive", label, messages.text("admin.users.state." + user.state())));
    }

    private Optional<User> user(@Nullable UserId id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    private @Nullable UserId selectedId() {
        Candidate chosen = choice.getValue();
        return chosen == null ? null : chosen.id();
    }

    private static @Nullable UserId id(@Nullable Owner owner) {
        return owner == null ? null : owner.id();
    }
}
