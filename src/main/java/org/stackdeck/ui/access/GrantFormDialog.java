package org.stackdeck.ui.access;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Dialog with the fields of a grant and a live preview of the servers that it would give access to. */
public abstract class GrantFormDialog extends FormDialog {

    protected final GrantServersField servers;
    protected final PermissionsField permissions;
    protected final GrantScheduleField schedule;
    protected final GrantPreviewPanel preview;
    protected final Div body = StyledElements.div("dialog-body");

    private final transient GrantReferenceLookup catalog;
    private transient Collection<Server> visibleServers;

    protected GrantFormDialog(Messages messages, String title, GrantReferenceLookup catalog, Clock clock) {
        super(messages, title, "860px");
        this.catalog = catalog;
        this.visibleServers = catalog.servers();
        this.servers = new GrantServersField(messages, visibleServers, catalog.projects(), this::onFieldChange);
        this.permissions = new PermissionsField(messages, catalog.roles(), this::onFieldChange);
        this.schedule = new GrantScheduleField(messages, clock, this::onFieldChange);
        this.preview = new GrantPreviewPanel(messages);
        addClassName("give-access");
    }

    /** Handles a change to the fields of the grant or to the visible servers. */
    protected abstract void onChange();

    protected final Div addBody(Component... fields) {
        Div form = StyledElements.div("grant-form", fields);
        body.add(form, preview);
        add(body);
        return form;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        catalog.followServers(event, changed -> {
            visibleServers = changed;
            servers.setServers(changed);
            onChange();
        });
    }

    protected final Collection<Server> visibleServers() {
        return visibleServers;
    }

    /** Marks missing and invalid values. Returns whether the grant is valid. */
    protected final boolean validateGrant() {
        boolean complete = servers.validate();
        return schedule.validate() && complete;
    }

    protected final GrantDraft draft(List<NamedGrantee> grantees, Set<ActionTarget> owned) {
        return new GrantDraft(
                grantees, servers.selections(), permissions.role(), schedule.until(), schedule.hours(), owned);
    }

    private void onFieldChange() {
        // The fields report changes while they are constructed.
        if (schedule != null) {
            onChange();
        }
    }
}
