package org.stackdeck.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.text.NumberFormat;
import org.jspecify.annotations.Nullable;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.ui.component.BadgeCount;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GrantsView;
import org.stackdeck.ui.grants.GroupsView;
import org.stackdeck.ui.grants.InvitationsView;
import org.stackdeck.ui.grants.RolesView;
import org.stackdeck.ui.projects.ProjectsNavigation;
import org.stackdeck.ui.requests.OwnRequestsView;
import org.stackdeck.ui.requests.ReviewView;
import org.stackdeck.ui.servers.ServersNavigation;

/** Navigation menu of all pages. Only administrators see the administration section. */
final class Navigation extends Div {

    private final Span serverCount = new Span();
    private final NumberFormat numbers;
    private final Words words;
    private @Nullable SideNav administration;
    private final Span openRequests = new Span();
    private final Span answers = new Span();
    private final SideNavItem ownRequests;
    private final SideNavItem projects;

    Navigation(Words words) {
        this.words = words;
        numbers = NumberFormat.getIntegerInstance(words.locale());
        addClassName("nav");
        SideNav main = new SideNav();
        main.getElement().setAttribute("aria-label", words.say("app.nav.main"));
        SideNavItem servers = item(words.say("servers.title"), ServersNavigation.PATH, "server");
        servers.setMatchNested(true);
        serverCount.addClassName("n");
        servers.setSuffixComponent(serverCount);
        ownRequests = item(words.say("requests.own.title"), OwnRequestsView.PATH, "inbox");
        ownRequests.setSuffixComponent(answers);
        projects = item(words.say("projects.title"), ProjectsNavigation.PATH, "gauge");
        projects.setMatchNested(true);
        main.addItem(servers, item(words.say("operation.title"), "operations", "pulse"), projects, ownRequests);
        add(main);
        add(foot(words));
    }

    void offerAdministration(boolean administrator) {
        if (administrator && administration == null) {
            administration = administration();
            addComponentAtIndex(1, administration);
        } else if (!administrator && administration != null) {
            remove(administration);
            administration = null;
        }
        ownRequests.setVisible(!administrator);
    }

    /** Shows or hides the projects page, which requires access to at least one whole project. */
    void offerProjects(boolean any) {
        projects.setVisible(any);
    }

    private SideNav administration() {
        SideNav ways = new SideNav(words.say("app.nav.administration"));
        SideNavItem review = item(words.say("requests.title"), ReviewView.PATH, "inbox");
        openRequests.removeFromParent();
        review.setSuffixComponent(openRequests);
        ways.addItem(
                users(words),
                item(words.say("invitations.title"), InvitationsView.PATH, "mail"),
                item(words.say("groups.title"), GroupsView.PATH, "users"),
                item(words.say("grants.title"), GrantsView.PATH, "shield"),
                review,
                item(words.say("roles.title"), RolesView.PATH, "key"),
                item(words.say("admin.clouds.title"), "admin/clouds", "cloud"),
                item(words.say("admin.audit.title"), "admin/audit", "audit"),
                item(words.say("admin.settings.title"), "admin/settings", "settings"));
        return ways;
    }

    /** Updates the number of pending access requests and of unread decisions. */
    void showRequests(AccessRequests.Counts counts) {
        showCount(openRequests, counts.open());
        showCount(answers, counts.answers());
    }

    private void showCount(Span sign, int count) {
        sign.setText(BadgeCount.text(count, words.locale()));
        sign.setVisible(count > 0);
        sign.setClassName("badge", true);
    }

    void showServerCount(int servers) {
        String text = numbers.format(servers);
        if (!serverCount.getText().equals(text)) {
            serverCount.setText(text);
        }
    }

    /** The users page; the item is also active on the pages that show the servers of a user. */
    private static SideNavItem users(Words words) {
        SideNavItem users = item(words.say("admin.users.title"), "admin/users", "user");
        users.setMatchNested(true);
        return users;
    }

    private static SideNavItem item(String label, String path, String icon) {
        return new SideNavItem(label, path, new Icon(icon));
    }

    private static Div foot(Words words) {
        NativeButton shortcuts = new NativeButton();
        shortcuts.getElement().setAttribute("type", "button");
        shortcuts.getElement().setAttribute("data-help", "");
        new Inscription().text(words.say("app.help.title")).text("?", "kbd").on(shortcuts);
        Div foot = new Div(shortcuts);
        foot.addClassName("foot");
        return foot;
    }
}
