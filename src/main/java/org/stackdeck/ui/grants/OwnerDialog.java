package org.stackdeck.ui.grants;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Owner;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Owners;
import org.stackdeck.access.Ownership;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Way;
import org.stackdeck.access.WhoCan;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.admin.AdminNews;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/**
 * Changes the owner of a server and shows the access that results from it. Follows changes by other users: an unchanged
 * selection follows the owner, a changed selection is kept and a note is shown.
 */
final class OwnerDialog extends Dialog {

    private final transient Parts parts;
    private final Words words;
    private final ServerKey server;
    private final Paragraph present = new Paragraph();
    private final ComboBox<Candidate> choice = new ComboBox<>();
    private final OwnerPreview preview;
    private final Button save;
    private transient ServerFacts facts;
    private transient @Nullable Owner owner;
    private List<User> users = List.of();

    /** Dependencies of the dialog. */
    record Parts(
            Ownership ownership,
            OwnerBook book,
            WhoCan whoCan,
            Directory directory,
            Inventory inventory,
            GrantPhrases phrases,
            AdminNews news,
            Live live,
            ProofPrompt prompt,
            Caller caller) {}

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

        /** Compares users by ID, regardless of the state of the account. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Candidate that && Objects.equals(id(), that.id());
        }

        @Override
        public int hashCode() {
            return Objects.hashCode(id());
        }
    }

    OwnerDialog(Parts parts, Words words, Server server) {
        this.parts = parts;
        this.words = words;
        this.server = server.key();
        this.facts = ServerFacts.of(server);
        this.owner = parts.book().owners().of(server.key()).orElse(null);
        this.preview = new OwnerPreview(words, parts.phrases());
        this.save = new Button(words.say("owner.save"), _ -> save());
        setHeaderTitle(words.say("owner.title", server.called()));
        setWidth("460px");
        present.addClassName("hint");
        present.getElement().setAttribute("aria-live", "polite");
        choice.setLabel(words.say("owner.choose"));
        choice.setItemLabelGenerator(Candidate::label);
        choice.setClearButtonVisible(false);
        choice.addValueChangeListener(event -> {
            choice.setInvalid(false);
            if (event.isFromClient()) {
                paint();
            }
        });
        Div fields = new Div(present, choice, preview);
        fields.addClassName("fields");
        add(fields);
        save.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), save);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        parts.news().keep(event, parts.live(), this::everyone, this::show);
        choice.focus();
        Subscription owners = parts.book().watch(parts.live().newest(event.getUI(), this, this::show));
        Consumer<View> changed = parts.live().newest(event.getUI(), this, _ -> showServer());
        Subscription watch = parts.inventory().watch(parts.caller().userId(), changed);
        addDetachListener(detach -> {
            detach.unregisterListener();
            owners.close();
            watch.close();
        });
    }

    private List<User> everyone() {
        parts.directory().requireAdministrator(parts.caller());
        return parts.directory().all();
    }

    /** Updates the candidates: all users except rejected ones. */
    private void show(List<User> everyone) {
        users = everyone;
        Candidate before = choice.getValue();
        List<Candidate> candidates = Stream.concat(
                        Stream.of(new Candidate(null, words.say("owner.nobody"))),
                        users.stream()
                                .filter(user -> user.state() != User.State.REJECTED)
                                .map(this::candidate))
                .toList();
        choice.setItems(
                (candidate, typed) ->
                        candidate.label().toLowerCase(words.locale()).contains(typed.toLowerCase(words.locale())),
                candidates);
        choose(before == null ? id(owner) : before.id());
    }

    private void show(Owners owners) {
        Owner now = owners.of(server).orElse(null);
        if (!Objects.equals(now, owner)) {
            boolean untouched = Objects.equals(chosen(), id(owner));
            owner = now;
            if (untouched) {
                choose(id(now));
            } else {
                paint();
            }
        }
    }

    private void showServer() {
        Optional<ServerFacts> now = parts.inventory().find(server).map(ServerFacts::of);
        now.filter(known -> !known.equals(facts)).ifPresent(known -> {
            facts = known;
            paint();
        });
        if (now.isEmpty()) {
            present.setText(words.say("touch.gone"));
            preview.clear();
            choice.setEnabled(false);
            save.setEnabled(false);
        }
    }

    private void choose(@Nullable UserId id) {
        choice.setValue(user(id).map(this::candidate).orElseGet(() -> new Candidate(null, words.say("owner.nobody"))));
        paint();
    }

    private void paint() {
        present.setText(
                owner == null
                        ? words.say("touch.owner.nobody")
                        : words.say("touch.owner", owner.name().value()));
        boolean another = !Objects.equals(chosen(), id(owner));
        save.setEnabled(another);
        preview.clear();
        if (another) {
            user(id(owner)).ifPresent(before -> preview.loses(before, ways(before)));
        }
        user(chosen()).ifPresent(chosen -> preview.gets(chosen, ways(chosen)));
    }

    private List<Way.ByGrant> ways(User user) {
        return parts.whoCan().asOwner(parts.caller(), facts, user.id());
    }

    private void save() {
        parts.prompt().during(words, () -> {
            try {
                UserId wanted = chosen();
                parts.ownership().assign(parts.caller(), facts, wanted);
                close();
                Toasts.done(user(wanted)
                        .map(user -> words.say("owner.saved", facts.name(), user.name()))
                        .orElseGet(() -> words.say("owner.saved.nobody", facts.name())));
            } catch (UnknownUserException e) {
                choice.setErrorMessage(words.say("owner.unknown"));
                choice.setInvalid(true);
            }
        });
    }

    private Candidate candidate(User user) {
        String name = user.name().value();
        String label = user.displayName().isBlank() || user.displayName().equals(name)
                ? name
                : words.say("owner.person", name, user.displayName());
        return new Candidate(
                user,
                user.active()
                        ? label
                        : words.say("owner.inactive", label, words.say("admin.users.state." + user.state())));
    }

    private Optional<User> user(@Nullable UserId id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    private @Nullable UserId chosen() {
        Candidate chosen = choice.getValue();
        return chosen == null ? null : chosen.id();
    }

    private static @Nullable UserId id(@Nullable Owner owner) {
        return owner == null ? null : owner.id();
    }
}
