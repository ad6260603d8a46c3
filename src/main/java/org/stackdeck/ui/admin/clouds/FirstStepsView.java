package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.access.invitations.InvitationsView;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.admin.clouds.FirstStepsService.Progress;
import org.stackdeck.ui.admin.clouds.FirstStepsService.Step;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Guides the first administrator through connecting a cloud, inviting colleagues and granting access. */
@Route(value = FirstStepsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class FirstStepsView extends ReloadingAdminPage<Progress> {

    public static final String PATH = "admin/first-steps";

    private final transient FirstStepsService firstStepsService;
    private final transient CloudConnectionDialogs dialogs;
    private final OrderedList steps = new OrderedList();
    private transient @Nullable Progress shown;
    /** Button or link of the next step; null if all steps are complete. */
    private @Nullable Focusable<?> next;

    FirstStepsView(
            FirstStepsService firstStepsService,
            CloudConnectionDialogs dialogs,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("first-steps.title", notifier, handler, currentUser);
        this.firstStepsService = firstStepsService;
        this.dialogs = dialogs;
        addHeader(StyledElements.buttonLink(ServerRoutes.PATH, messages.text("first-steps.skip")));
        steps.addClassName("first-steps");
        add(StyledElements.div("grid-box sheet", steps));
    }

    @Override
    protected Progress load(Caller caller) {
        return firstStepsService.load(caller);
    }

    @Override
    protected void update(Progress progress) {
        // Unchanged steps keep the focus.
        if (progress.equals(shown)) {
            return;
        }
        shown = progress;
        steps.removeAll();
        next = null;
        boolean connected = progress.isComplete(Step.CLOUD);
        NativeButton connect = NativeButtons.text(messages.text("clouds.connect"), "button", this::connect);
        ListItem cloud = addStep(
                progress,
                Step.CLOUD,
                connected
                        ? messages.text(
                                "first-steps.cloud.done",
                                String.join(
                                        ", ",
                                        progress.clouds().stream()
                                                .map(CloudName::value)
                                                .toList()))
                        : messages.text("first-steps.cloud.text"),
                connect);
        if (!connected) {
            cloud.add(new Paragraph(
                    messages.text(progress.simulated() ? "first-steps.simulated" : "first-steps.no-simulator")));
        }
        addStep(
                progress,
                Step.INVITE,
                progress.isComplete(Step.INVITE)
                        ? messages.text("first-steps.invite.done", progress.colleagues())
                        : messages.text("first-steps.invite.text"),
                StyledElements.buttonLink(InvitationsView.PATH, messages.text("first-steps.invite.open")));
        addStep(
                progress,
                Step.GRANT,
                progress.isComplete(Step.GRANT)
                        ? messages.text("first-steps.grant.done", progress.grants())
                        : messages.text("first-steps.grant.text"),
                StyledElements.buttonLink(GrantsView.PATH, messages.text("first-steps.grant.open")));
    }

    private <T extends Component & Focusable<?> & HasStyle> ListItem addStep(
            Progress progress, Step step, String text, T action) {
        boolean done = progress.isComplete(step);
        boolean isNext = progress.next().filter(step::equals).isPresent();
        action.setClassName("primary", isNext);
        if (isNext) {
            next = action;
        }
        Span state = StyledElements.span("muted", messages.text(done ? "first-steps.done" : "first-steps.open"));
        ListItem item = new ListItem(
                StyledElements.div(
                        "card-head",
                        new H2(messages.text("first-steps." + step.name().toLowerCase(Locale.ROOT))),
                        StyledElements.div("state", new SpriteIcon(done ? "s-done" : "s-waiting"), state)),
                new Paragraph(text),
                action);
        item.addClassName("entry-card");
        steps.add(item);
        return item;
    }

    private void connect() {
        dialogs.connect(messages, () -> {
            reload();
            if (next != null) {
                next.focus();
            }
        });
    }
}
