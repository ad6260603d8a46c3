package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.access.Access;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Owners;
import org.stackdeck.access.Rights;
import org.stackdeck.cloud.ChangeHints;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.OthersView;
import org.stackdeck.inventory.OthersView.Person;
import org.stackdeck.inventory.View;
import org.stackdeck.inventory.Watching;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.operations.Protections;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;

/**
 * The servers of another user, updated live, with the actions available to that user. Uses that user's rights for
 * display only; no handler is attached to the rows or the menu.
 */
final class SeenServers extends Composite<ServersPane> {

    private final transient OthersView theirs;
    private final transient Caller reader;
    private final transient Parts parts;
    private final transient Runnable over;
    private final transient ServerRows rows;
    private final transient TheirWithoutAccess withoutAccess;
    private final transient ServersPane pane;
    private transient Person person;
    private transient Rights shown;
    private transient Runnable counts;

    /** Contains no service that could submit an operation. */
    record Parts(
            Access access,
            OwnerBook owners,
            ProtectionBook protections,
            Availability availability,
            AskedNews asked,
            Clouds clouds,
            ChangeHints hints,
            AdminNews news,
            Live live,
            SharedViews views,
            Clock clock) {}

    /**
     * @param reader the administrator
     * @param written called with each changed query
     * @param over runs when the viewer is no longer an administrator
     */
    SeenServers(
            OthersView theirs, Caller reader, Parts parts, Words words, Consumer<GridQuery> written, Runnable over) {
        this.theirs = theirs;
        this.reader = reader;
        this.parts = parts;
        this.over = over;
        this.person = theirs.person();
        this.shown = rights();
        UserName name = person.user().name();
        this.withoutAccess = new TheirWithoutAccess(words, person.user());
        this.rows = new ServerRows(
                reader.userId(),
                person.user().id(),
                server -> parts.availability().of(person.subject(), server),
                new Asked(parts.clock()),
                new BeingMade(
                        parts.clock(),
                        operation -> parts.asked().mayKnow(person.subject(), operation),
                        SeenServers.this::project),
                parts.views());
        ServerGrid grid = new ServerGrid(rows, words, new RowButtons(words), null);
        this.pane = new ServersPane(
                words.say("seen.title", name.value()),
                new ServersPane.Parts(
                        rows,
                        grid,
                        new RowMenu(grid, words, name, this::rights),
                        new EmptyServers(words, parts.clock(), withoutAccess)),
                words,
                parts.clock(),
                parts.clouds(),
                parts.hints(),
                this::rights,
                written);
        this.counts = pane::showCounts;
        pane.say(banner(words, name));
    }

    @Override
    protected ServersPane initContent() {
        return pane;
    }

    void show(GridQuery query) {
        pane.show(query);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription asked = parts.asked().follow(parts.live().newestOfEach(ui, this, Operation::id, this::show));
        Watching watch = theirs.watch(parts.live().merged(ui, this, (missed, view) -> view.after(missed), this::show));
        pane.show(parts.owners().owners());
        Subscription belonging = parts.owners().watch(parts.live().newest(ui, this, this::show));
        pane.show(parts.protections().protections());
        Subscription shielding = parts.protections().watch(parts.live().newest(ui, this, this::show));
        parts.live().whileHidden(ui, this, watch::pause, watch::resume);
        counts = parts.live().calm(ui, this, pane::showCounts);
        pane.show(parts.asked().recent(reader));
        addDetachListener(detach -> {
            detach.unregisterListener();
            watch.close();
            belonging.close();
            shielding.close();
            asked.close();
        });
        parts.news().keep(event, parts.live(), this::look, this::show);
    }

    /** Empty if the viewer is no longer an administrator. */
    private Optional<Person> look() {
        try {
            return Optional.of(theirs.person());
        } catch (NotAdministratorException e) {
            return Optional.empty();
        }
    }

    private void show(Optional<Person> now) {
        now.ifPresentOrElse(this::show, over);
    }

    private void show(Person now) {
        if (!now.equals(person)) {
            person = now;
            withoutAccess.know(now.user());
            showRights();
            pane.showAccess();
        }
    }

    /** Reloads the user's rights: grants start and end over time, and other instances may change them. */
    private void show(View view) {
        UserId id = person.user().id();
        person = new Person(person.user(), parts.access().subject(id));
        pane.show(view);
        counts.run();
        if (!rights().equals(shown)) {
            showRights();
        }
    }

    private void show(List<Operation> news) {
        pane.show(news);
        counts.run();
    }

    private Project project(Operation operation) {
        CloudName cloud = operation.server().cloud();
        ProjectId id = operation.project();
        return parts.clouds().project(cloud, id).orElseGet(() -> new Project(cloud, id, id.value()));
    }

    private void show(Owners newest) {
        pane.show(newest);
        counts.run();
    }

    private void show(Protections newest) {
        pane.show(newest);
    }

    private void showRights() {
        shown = rights();
        pane.showRights();
    }

    private Rights rights() {
        return parts.access().rights(person.subject());
    }

    private static Div banner(Words words, UserName name) {
        Span said = new Span(words.say("seen.banner", name.value()));
        Anchor back = new Anchor(ServersNavigation.USERS, words.say("seen.back"));
        back.addClassNames("button", "small");
        Div banner = new Div(new Icon("eye"), said, back);
        banner.addClassNames("banner", "seen");
        banner.getElement().setAttribute("role", "note");
        return banner;
    }
}
