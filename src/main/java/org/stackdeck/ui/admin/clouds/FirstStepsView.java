package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.access.invitations.InvitationsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Guides the first administrator through connecting a cloud, inviting colleagues and granting access. Stores no state:
 * a step is complete if its result exists.
 */
@Route(value = FirstStepsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class FirstStepsView extends ReloadingAdminPage<FirstStepsView.Progress> {

    public static final String PATH = "admin/first-steps";

    private final transient Clouds clouds;
    private final transient UserDirectory userDirectory;
    private final transient InvitationService invitations;
    private final transient GrantService grants;
    private final transient Clock clock;
    private final OrderedList steps = new OrderedList();

    /**
     * Existing results of the steps.
     *
     * @param clouds names of the clouds, without the simulator
     * @param simulated whether the simulator is a cloud
     * @param colleagues number of other active users and of invitations that can be accepted
     */
    record Progress(List<CloudName> clouds, boolean simulated, int colleagues, int grants) {}

    FirstStepsView(
            Clouds clouds,
            UserDirectory userDirectory,
            InvitationService invitations,
            GrantService grants,
            Clock clock,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("first-steps.title", notifier, handler, currentUser);
        this.clouds = clouds;
        this.userDirectory = userDirectory;
        this.invitations = invitations;
        this.grants = grants;
        this.clock = clock;
        addHeader(EmptyState.linkTo("", messages.text("first-steps.skip")));
        steps.addClassName("first-steps");
        add(StyledElements.div("grid-box sheet", steps));
    }

    /** Returns whether no cloud is connected, or only the simulator. */
    public static boolean isUseful(Clouds clouds) {
        return clouds.names().stream().allMatch(clouds::isSimulated);
    }

    @Override
    protected Progress load(Caller caller) {
        userDirectory.requireAdministrator(caller);
        List<CloudName> names = clouds.names();
        return new Progress(
                names.stream().filter(cloud -> !clouds.isSimulated(cloud)).toList(),
                names.stream().anyMatch(clouds::isSimulated),
                countColleagues(caller),
                grants.list().size());
    }

    private int countColleagues(Caller caller) {
        Instant now = clock.instant();
        long users = userDirectory.all().stream().filter(User::isActive).count();
        long open = invitations.list(caller).stream()
                .filter(invitation -> invitation.state(now) == Invitation.State.OPEN)
                .count();
        return (int) (users - 1 + open);
    }

    @Override
    protected void update(Progress progress) {
        steps.removeAll();
        boolean connected = !progress.clouds().isEmpty();
        ListItem cloud = addStep(
                connected,
                "first-steps.cloud",
                connected
                        ? messages.text(
                                "first-steps.cloud.done",
                                String.join(
                                        ", ",
                                        progress.clouds().stream()
                                                .map(CloudName::value)
                                                .toList()))
                        : messages.text("first-steps.cloud.text"),
                EmptyState.linkTo(CloudsView.connectPath(), messages.text("clouds.connect")));
        if (!connected) {
            cloud.add(new Paragraph(
                    messages.text(progress.simulated() ? "first-steps.simulated" : "first-steps.no-simulator")));
        }
        addStep(
                progress.colleagues() > 0,
                "first-steps.invite",
                progress.colleagues() > 0
                        ? messages.text("first-steps.invite.done", progress.colleagues())
                        : messages.text("first-steps.invite.text"),
                EmptyState.linkTo(InvitationsView.PATH, messages.text("first-steps.invite.open")));
        addStep(
                progress.grants() > 0,
                "first-steps.grant",
                progress.grants() > 0
                        ? messages.text("first-steps.grant.done", progress.grants())
                        : messages.text("first-steps.grant.text"),
                EmptyState.linkTo(GrantsView.PATH, messages.text("first-steps.grant.open")));
    }

    private ListItem addStep(boolean done, String titleKey, String text, Component link) {
        Span state = StyledElements.span("muted", messages.text(done ? "first-steps.done" : "first-steps.open"));
        ListItem item = new ListItem(
                StyledElements.div(
                        "card-head",
                        new H2(messages.text(titleKey)),
                        StyledElements.div("state", new Icon(done ? "s-done" : "s-waiting"), state)),
                new Paragraph(text),
                link);
        item.addClassName("entry-card");
        steps.add(item);
        return item;
    }
}
