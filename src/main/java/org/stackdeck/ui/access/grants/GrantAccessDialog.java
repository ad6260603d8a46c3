package org.stackdeck.ui.access.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.ownership.ServerOwnershipService;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantMessages;
import org.stackdeck.ui.access.GrantPreviewPanel;
import org.stackdeck.ui.access.GrantServersField;
import org.stackdeck.ui.access.GrantTimeField;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.access.PermissionsField;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/** Grants permissions on servers to users and groups, with a preview of the affected servers. */
public final class GrantAccessDialog extends Dialog {

    private final transient Dependencies dependencies;
    private final Messages messages;
    private final MultiSelectComboBox<NamedGrantee> who = new MultiSelectComboBox<>();
    private final GrantServersField servers;
    private final PermissionsField role;
    private final GrantTimeField time;
    private final GrantPreviewPanel panel;
    private final Paragraph summary = new Paragraph();
    private final Div ask = new Div();
    private transient Collection<Server> all;
    private transient Set<ServerKey> ownedServers = Set.of();

    /** Dependencies of the dialog. */
    record Dependencies(
            GrantOptions choices,
            Inventory inventory,
            ServerOwnershipService ownership,
            Function<Grantee, Set<UserId>> members,
            GrantMessages phrases,
            UiPush live,
            Clock clock,
            UserId viewer) {}

    /** Creates the grants, and runs the last argument on success. */
    public interface GrantHandler {
        void grant(GrantDraft draft, Runnable done);
    }

    /**
     * Access that a user requested.
     *
     * @param note description of the request
     * @param terms null if the request is in free form
     */
    public record RequestedGrant(
            String title,
            String note,
            Grantee grantee,
            @Nullable GrantTerms terms,
            Instant until) {}

    GrantAccessDialog(
            Dependencies dependencies, Messages messages, @Nullable NamedGrantee first, GrantHandler grantHandler) {
        this.dependencies = dependencies;
        this.messages = messages;
        this.all = dependencies
                .inventory()
                .current(dependencies.viewer())
                .servers()
                .values();
        this.servers =
                new GrantServersField(messages, all, dependencies.choices().places(), this::onChange);
        this.role = new PermissionsField(messages, dependencies.choices().roles(), this::onChange);
        this.time = new GrantTimeField(messages, dependencies.clock(), this::onChange);
        this.panel = new GrantPreviewPanel(messages);
        setHeaderTitle(messages.text("grants.give"));
        addClassName("give-access");
        setWidth("860px");
        who.setLabel(messages.text("grants.who"));
        who.setItems(dependencies.choices().parties());
        who.setItemLabelGenerator(namedGrantee ->
                namedGrantee.isGroup() ? messages.text("grants.who.group", namedGrantee.name()) : namedGrantee.name());
        who.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        who.addValueChangeListener(event -> {
            ownedServers = ownedServers(event.getValue());
            onChange();
        });
        if (first != null) {
            who.setValue(Set.of(first));
        }
        ask.add(who, servers, role, time);
        ask.addClassName("ask");
        Div body = new Div(ask, panel);
        body.addClassName("dialog-body");
        add(body);
        summary.addClassName("sentence");
        Button give = new Button(messages.text("grants.give"), event -> {
            try {
                if (validate()) {
                    grantHandler.grant(draft(), this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        give.addThemeVariants(ButtonVariant.PRIMARY);
        give.setDisableOnClick(true);
        getFooter().add(summary, new Button(messages.text("app.cancel"), _ -> close()), give);
        onChange();
        if (first == null) {
            who.focus();
        }
    }

    /** Fills in a request, so that it can be granted unchanged or with changes. The grantee is fixed. */
    public void prefill(RequestedGrant requestedGrant) {
        setHeaderTitle(requestedGrant.title());
        Paragraph note = new Paragraph(requestedGrant.note());
        note.addClassName("asked-for");
        ask.addComponentAsFirst(note);
        who.setValue(dependencies.choices().parties().stream()
                .filter(namedGrantee -> namedGrantee.grantee().equals(requestedGrant.grantee()))
                .collect(Collectors.toSet()));
        who.setVisible(false);
        GrantTerms grantTerms = requestedGrant.terms();
        if (grantTerms != null) {
            servers.select(grantTerms, all);
            role.select(grantTerms.role().permissions());
        }
        time.setEnd(requestedGrant.until());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Subscription subscription = dependencies
                .inventory()
                .subscribe(
                        dependencies.viewer(), dependencies.live().latest(event.getUI(), this, this::updateInventory));
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void updateInventory(VisibleServersUpdate inventoryUpdate) {
        all = inventoryUpdate.servers().values();
        onChange();
    }

    private boolean validate() {
        boolean someone = !who.isEmpty();
        who.setInvalid(!someone);
        who.setErrorMessage(someone ? "" : messages.text("grants.missing.who"));
        boolean some = servers.validate();
        return time.validate() && some && someone;
    }

    private void onChange() {
        if (time == null) {
            // A field under construction.
            return;
        }
        GrantDraft draft = draft();
        List<Server> opened = draft.matchingServers(all);
        panel.update(opened);
        summary.setText(draft.parties().isEmpty() || draft.selections().isEmpty() ? "" : summary(draft, opened.size()));
    }

    private GrantDraft draft() {
        List<NamedGrantee> parties = who.getValue().stream().toList();
        return new GrantDraft(parties, servers.selections(), role.role(), time.until(), time.hours(), ownedServers);
    }

    private Set<ServerKey> ownedServers(Set<NamedGrantee> parties) {
        return parties.stream()
                .flatMap(namedGrantee -> dependencies.members().apply(namedGrantee.grantee()).stream())
                .flatMap(user -> dependencies.ownership().findServersOf(user).stream())
                .collect(Collectors.toSet());
    }

    private String summary(GrantDraft draft, int count) {
        String names = dependencies
                .phrases()
                .joined(draft.parties().stream().map(NamedGrantee::name).toList());
        String actions = dependencies.phrases().permissions(draft.role().permissions());
        Instant until = draft.until();
        String said = until == null
                ? messages.text("grants.sentence", names, actions, count)
                : messages.text("grants.sentence.until", names, actions, count, until);
        return draft.hours() == null
                ? said
                : said + " "
                        + messages.text(
                                "grants.sentence.hours", dependencies.phrases().hours(draft.hours()));
    }
}
