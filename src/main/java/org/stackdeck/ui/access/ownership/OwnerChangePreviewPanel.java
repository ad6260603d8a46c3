package org.stackdeck.ui.access.ownership;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.identity.User;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows the access that the new owner of a resource gains and the access that the previous owner loses. */
final class OwnerChangePreviewPanel extends Div {

    private final Messages messages;
    private final GrantFormatter grantFormatter;

    OwnerChangePreviewPanel(Messages messages, GrantFormatter grantFormatter) {
        this.messages = messages;
        this.grantFormatter = grantFormatter;
        addClassName("owner-preview");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", messages.text("owner.preview"));
        getElement().setAttribute("aria-live", "polite");
        clear();
    }

    void clear() {
        removeAll();
        setVisible(false);
    }

    /** @param byGrants empty if ownership gives the user no access */
    void showGained(User user, List<AccessPath.ByGrant> byGrants) {
        String name = user.name().value();
        if (!user.isActive()) {
            addSentence(messages.text("owner.gets.inactive", name));
        } else if (user.isAdministrator()) {
            addSentence(messages.text("owner.gets.administrator", name));
        } else if (byGrants.isEmpty()) {
            addSentence(messages.text("owner.gets.nothing", name));
        } else {
            addSentence(messages.text("owner.gets", name));
            addPaths(user, byGrants);
        }
    }

    void showLost(User user, List<AccessPath.ByGrant> byGrants) {
        if (!byGrants.isEmpty()) {
            addSentence(messages.text("owner.loses", user.name().value()));
            addPaths(user, byGrants);
        }
    }

    private void addSentence(String sentence) {
        setVisible(true);
        add(new Paragraph(sentence));
    }

    private void addPaths(User user, List<AccessPath.ByGrant> byGrants) {
        UnorderedList list = new UnorderedList();
        for (AccessPath.ByGrant byGrant : byGrants) {
            Span role = StyledElements.span("strong", grantFormatter.role(byGrant.role()));
            role.setTitle(grantFormatter.allPermissions(byGrant.role().permissions()));
            list.add(new ListItem(role, new Text(" "), StyledElements.span("muted", describePath(user, byGrant))));
        }
        add(list);
    }

    private String describePath(User user, AccessPath.ByGrant byGrant) {
        String by = byGrant.group() == null
                ? messages.text("touch.way.grant", user.name().value())
                : messages.text("touch.way.group", byGrant.group().name().value());
        Instant opens = byGrant.opens();
        return opens == null ? by : messages.text("owner.way.later", by, opens);
    }
}
