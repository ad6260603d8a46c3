package org.stackdeck.ui.grants;

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
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Ownership;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Words;

/** Grants permissions on servers to users and groups, with a preview of the affected servers. */
public final class GiveAccessDialog extends Dialog {

    private final transient Parts parts;
    private final Words words;
    private final MultiSelectComboBox<Party> who = new MultiSelectComboBox<>();
    private final ServersField servers;
    private final RoleField role;
    private final TimeField time;
    private final GrantPreview preview;
    private final Paragraph sentence = new Paragraph();
    private final Div ask = new Div();
    private transient Collection<Server> all;
    private transient Set<ServerKey> owned = Set.of();

    /** Dependencies of the dialog. */
    record Parts(
            GrantChoices choices,
            Inventory inventory,
            Ownership ownership,
            Function<Grantee, Set<UserId>> members,
            GrantPhrases phrases,
            Live live,
            Clock clock,
            UserId viewer) {}

    /** Creates the grants, and runs the last argument on success. */
    public interface Giver {
        void give(GrantDraft draft, Runnable done);
    }

    /**
     * Access that a user requested.
     *
     * @param note description of the request
     * @param terms null if the request is in free form
     */
    public record Wished(
            String title,
            String note,
            Grantee grantee,
            @Nullable Terms terms,
            Instant until) {}

    GiveAccessDialog(Parts parts, Words words, @Nullable Party first, Giver giver) {
        this.parts = parts;
        this.words = words;
        this.all = parts.inventory().look(parts.viewer()).servers().values();
        this.servers = new ServersField(words, all, parts.choices().places(), this::changed);
        this.role = new RoleField(words, parts.choices().roles(), this::changed);
        this.time = new TimeField(words, parts.clock(), this::changed);
        this.preview = new GrantPreview(words);
        setHeaderTitle(words.say("grants.give"));
        addClassName("give-access");
        setWidth("860px");
        who.setLabel(words.say("grants.who"));
        who.setItems(parts.choices().parties());
        who.setItemLabelGenerator(party -> party.group() ? words.say("grants.who.group", party.name()) : party.name());
        who.setAutoExpand(MultiSelectComboBox.AutoExpandMode.VERTICAL);
        who.addValueChangeListener(event -> {
            owned = owned(event.getValue());
            changed();
        });
        if (first != null) {
            who.setValue(Set.of(first));
        }
        ask.add(who, servers, role, time);
        ask.addClassName("ask");
        Div body = new Div(ask, preview);
        body.addClassName("dialog-body");
        add(body);
        sentence.addClassName("sentence");
        Button give = new Button(words.say("grants.give"), event -> {
            try {
                if (complete()) {
                    giver.give(draft(), this::close);
                }
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        give.addThemeVariants(ButtonVariant.PRIMARY);
        give.setDisableOnClick(true);
        getFooter().add(sentence, new Button(words.say("app.cancel"), _ -> close()), give);
        changed();
        if (first == null) {
            who.focus();
        }
    }

    /** Fills in a request, so that it can be granted unchanged or with changes. The grantee is fixed. */
    public void answer(Wished wished) {
        setHeaderTitle(wished.title());
        Paragraph note = new Paragraph(wished.note());
        note.addClassName("asked-for");
        ask.addComponentAsFirst(note);
        who.setValue(parts.choices().parties().stream()
                .filter(party -> party.grantee().equals(wished.grantee()))
                .collect(Collectors.toSet()));
        who.setVisible(false);
        Terms terms = wished.terms();
        if (terms != null) {
            servers.select(terms, all);
            role.tick(terms.role().permissions());
        }
        time.end(wished.until());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Subscription subscription =
                parts.inventory().watch(parts.viewer(), parts.live().newest(event.getUI(), this, this::show));
        addDetachListener(detach -> {
            detach.unregisterListener();
            subscription.close();
        });
    }

    private void show(View view) {
        all = view.servers().values();
        changed();
    }

    private boolean complete() {
        boolean someone = !who.isEmpty();
        who.setInvalid(!someone);
        who.setErrorMessage(someone ? "" : words.say("grants.missing.who"));
        boolean some = servers.complete();
        return time.complete() && some && someone;
    }

    private void changed() {
        if (time == null) {
            // A field under construction.
            return;
        }
        GrantDraft draft = draft();
        List<Server> opened = draft.opened(all);
        preview.show(opened);
        sentence.setText(
                draft.parties().isEmpty() || draft.selections().isEmpty() ? "" : sentence(draft, opened.size()));
    }

    private GrantDraft draft() {
        List<Party> parties = who.getValue().stream().toList();
        return new GrantDraft(parties, servers.selections(), role.role(), time.until(), time.hours(), owned);
    }

    private Set<ServerKey> owned(Set<Party> parties) {
        return parties.stream()
                .flatMap(party -> parts.members().apply(party.grantee()).stream())
                .flatMap(user -> parts.ownership().of(user).stream())
                .collect(Collectors.toSet());
    }

    private String sentence(GrantDraft draft, int count) {
        String names =
                parts.phrases().list(draft.parties().stream().map(Party::name).toList());
        String deeds = parts.phrases().permissions(draft.role().permissions());
        Instant until = draft.until();
        String said = until == null
                ? words.say("grants.sentence", names, deeds, count)
                : words.say("grants.sentence.until", names, deeds, count, until);
        return draft.hours() == null
                ? said
                : said + " "
                        + words.say("grants.sentence.hours", parts.phrases().hours(draft.hours()));
    }
}
