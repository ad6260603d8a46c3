package org.stackdeck.ui.access.grants;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.access.GrantDraft;
import org.stackdeck.ui.access.GrantFormDialog;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.GrantReferenceLookup;
import org.stackdeck.ui.access.NamedGrantee;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Grants permissions on servers to users and groups, with a preview of the affected servers. */
public final class GrantAccessDialog extends GrantFormDialog {

    private final transient GrantFormatter grantFormatter;
    private final MultiSelectComboBox<NamedGrantee> who = new MultiSelectComboBox<>();
    private final Paragraph summary = StyledElements.paragraph("sentence");
    private final Div form;
    private transient Set<ActionTarget> owned = Set.of();

    /**
     * Access that a user has requested.
     *
     * @param note description of the request
     * @param terms null if the request is in free form
     * @param byTypedIds whether the terms select resources other than servers, by their IDs
     */
    public record RequestedGrant(
            String title,
            String note,
            NamedGrantee grantee,
            @Nullable GrantTerms terms,
            boolean byTypedIds,
            Instant until) {}

    /**
     * @param candidates users and groups that can be selected
     * @param first the preselected user or group; null for none
     * @param ownedBy returns the servers and other resources that a user or the members of a group own
     * @param grant creates the grants; must run its second argument on success
     */
    GrantAccessDialog(
            Messages messages,
            GrantReferenceLookup catalog,
            Clock clock,
            List<NamedGrantee> candidates,
            @Nullable NamedGrantee first,
            Function<Grantee, Set<ActionTarget>> ownedBy,
            BiConsumer<GrantDraft, Runnable> grant) {
        super(messages, messages.text("grants.give"), catalog, clock);
        this.grantFormatter = catalog.formatter(messages);
        who.setLabel(messages.text("grants.who"));
        who.setItems(candidates);
        if (candidates.isEmpty()) {
            who.setHelperText(messages.text("grants.who.none"));
        }
        who.setItemLabelGenerator(namedGrantee ->
                namedGrantee.isGroup() ? messages.text("grants.who.group", namedGrantee.name()) : namedGrantee.name());
        who.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        who.addValueChangeListener(event -> {
            owned = event.getValue().stream()
                    .flatMap(namedGrantee -> ownedBy.apply(namedGrantee.grantee()).stream())
                    .collect(Collectors.toSet());
            onChange();
        });
        if (first != null) {
            who.setValue(Set.of(first));
        }
        form = addBody(who, servers, schedule, permissions);
        getFooter().add(summary);
        addButtons("grants.give", () -> {
            if (validate()) {
                grant.accept(draft(), this::close);
            }
        });
        onChange();
        if (first == null) {
            who.focus();
        }
    }

    /** Prefills the dialog with a request. The administrator can change all values except the grantee. */
    public void prefill(RequestedGrant requestedGrant) {
        setHeaderTitle(requestedGrant.title());
        form.addComponentAsFirst(StyledElements.paragraph("asked-for", requestedGrant.note()));
        // The grantee is not a candidate if the user became an administrator after the request.
        who.setValue(Set.of(requestedGrant.grantee()));
        who.setVisible(false);
        GrantTerms grantTerms = requestedGrant.terms();
        if (grantTerms != null) {
            if (requestedGrant.byTypedIds()) {
                servers.selectIds(grantTerms);
            } else {
                servers.select(grantTerms, visibleServers());
            }
            permissions.select(grantTerms.role().permissions());
        }
        schedule.setEnd(requestedGrant.until());
    }

    /** Selects one resource, and the permission to see it. */
    void select(ResourceAttributes resource) {
        servers.selectId(resource.cloud(), resource.project(), resource.target().idText());
        permissions.select(Set.of(resource.readPermission()));
    }

    private boolean validate() {
        boolean granteeSelected = check(who, !who.isEmpty(), "grants.missing.who");
        return validateGrant() && granteeSelected;
    }

    @Override
    protected void onChange() {
        GrantDraft draft = draft();
        List<Server> opened = draft.matchingServers(visibleServers());
        preview.update(opened);
        preview.setVisible(!opened.isEmpty() || !servers.isByTypedIds());
        summary.setText(
                draft.grantees().isEmpty() || draft.selections().isEmpty() ? "" : summary(draft, opened.size()));
    }

    private GrantDraft draft() {
        return draft(List.copyOf(who.getValue()), owned);
    }

    private String summary(GrantDraft draft, int count) {
        String names = grantFormatter.joined(
                draft.grantees().stream().map(NamedGrantee::name).toList());
        String actions = grantFormatter.permissions(draft.role().permissions());
        Instant until = draft.until();
        String key = count == 0 && servers.isByTypedIds() ? "grants.sentence.ids" : "grants.sentence";
        String text = until == null
                ? messages.text(key, names, actions, count)
                : messages.text(key + ".until", names, actions, count, until);
        return draft.hours() == null
                ? text
                : text + " " + messages.text("grants.sentence.hours", grantFormatter.hours(draft.hours()));
    }
}
