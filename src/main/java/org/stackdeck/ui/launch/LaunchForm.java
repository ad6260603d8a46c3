package org.stackdeck.ui.launch;

import com.vaadin.flow.component.html.Div;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.RootVolume;
import org.stackdeck.cloud.SecurityGroup;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.cloud.Volume;
import org.stackdeck.keypairs.KeyPair;
import org.stackdeck.operations.ServerParts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/**
 * The launch form. Fields are validated during input once the user changed them. Input is kept when a launch is
 * refused.
 */
final class LaunchForm extends Div {

    private final LaunchWords says;
    private final transient FieldSigns signs;
    private final NamingFields naming;
    private final SourceField source;
    private final FlavorGrid flavors;
    private final ReachFields reach;
    private final RootVolumeSection root;
    private final UserDataSection userData;
    private final NotesSection notes;
    private final Untold untold;
    private transient List<OfferedFlavor> offered = List.of();
    private final transient WantedChoices wanted = new WantedChoices();
    private transient Map<Field, String> ungranted = Map.of();
    private @Nullable String wantedFlavor;

    /**
     * @param changed runs after each change
     * @param again reloads options that could not be loaded
     */
    LaunchForm(Words words, Runnable changed, Consumer<Set<Kind>> again) {
        this.untold = new Untold(words, kinds -> {
            kinds.forEach(this::await);
            again.accept(kinds);
            changed.run();
        });
        this.says = new LaunchWords(words);
        this.signs = new FieldSigns(changed);
        this.naming = new NamingFields(words, signs);
        this.source = new SourceField(words, says, () -> signs.touch(Field.SOURCE), () -> refuseGone(Field.SOURCE));
        this.flavors = new FlavorGrid(words, says, () -> signs.touch(Field.FLAVOR));
        this.reach = new ReachFields(words, says, signs);
        this.root = new RootVolumeSection(words, signs);
        this.userData = new UserDataSection(words, signs);
        this.notes = new NotesSection(words, signs);
        addClassName("launch-form");
        signs.add(Field.SOURCE, source::invalid, source::focus);
        signs.add(Field.FLAVOR, flavors::invalid, flavors::focus);
        add(untold, naming, source, flavors, reach, root, userData, notes);
    }

    /** Sets the user's key pairs and selects the only one if there is just one. */
    void offer(List<KeyPair> keys) {
        reach.offer(keys);
    }

    /** Removes the options of the previous project and keeps all typed input. */
    void reset() {
        offered = List.of();
        wanted.clear();
        untold.forget();
        source.reset();
        reach.reset();
    }

    /** Clears the options of a kind because they are reloaded. Other selections are kept. */
    private void await(Kind kind) {
        wanted.forget(kind);
        switch (kind) {
            case IMAGE, VOLUME, SNAPSHOT -> source.await(kind);
            case NETWORK -> reach.awaitNetworks();
            case SECURITY_GROUP -> reach.awaitSecurityGroups();
            case ZONE, SERVER_GROUP -> notes.await(kind);
            case FLAVOR -> {}
        }
    }

    void offer(Offer offer) {
        wanted.know(offer);
        untold.show(offer);
        switch (offer.kind()) {
            case FLAVOR ->
                offered =
                        offer.choices().stream().map(OfferedFlavor.class::cast).toList();
            case IMAGE, VOLUME, SNAPSHOT -> source.offer(offer);
            case NETWORK -> reach.offerNetworks(offer);
            case SECURITY_GROUP -> reach.offerSecurityGroups(offer);
            case ZONE, SERVER_GROUP -> notes.offer(offer);
        }
        choose(offer.kind());
    }

    /**
     * Prefills the form from a server, as far as Nova's server list contains the data.
     *
     * @return key suffixes of the values that were not copied
     */
    Set<String> likeServer(Server server) {
        naming.call(server.name());
        wantedFlavor = server.flavor().name();
        source.want(Kind.IMAGE, server.image() == null ? null : server.image().id());
        want(Kind.ZONE, Optional.ofNullable(server.availabilityZone()).stream().toList());
        notes.write(server.tags(), server.userMetadata(), server.description() == null ? "" : server.description());
        Set<String> missing = new HashSet<>(Set.of("userData", "serverGroup"));
        if (!reach.chooseKey(server.keyName())) {
            missing.add("key");
        }
        return missing;
    }

    /**
     * Prefills the remaining fields, except those the user changed meanwhile.
     *
     * @return key suffixes of the values that were not copied
     */
    Set<String> like(Likeness likeness) {
        Set<String> missing = new HashSet<>();
        ServerParts.Network network = likeness.network();
        if (network == null) {
            missing.add("network");
        } else {
            likeNetwork(network);
        }
        if (likeness.server().image() == null && !likeRoot(likeness.root())) {
            missing.add("source");
        }
        return missing;
    }

    private void likeNetwork(ServerParts.Network network) {
        if (signs.untouched(Field.NETWORKS)) {
            want(
                    Kind.NETWORK,
                    network.ports().stream().map(Port::network).distinct().toList());
        }
        if (signs.untouched(Field.SECURITY_GROUPS)) {
            want(
                    Kind.SECURITY_GROUP,
                    network.securityGroups().stream().map(SecurityGroup::id).toList());
        }
    }

    private boolean likeRoot(@Nullable Volume volume) {
        if (volume == null || volume.image() == null) {
            return false;
        }
        if (signs.untouched(Field.SOURCE)) {
            source.want(Kind.IMAGE, volume.image());
            root.fill(
                    new BootSource.OfImage(volume.image(), new RootVolume(volume.sizeGib(), root.deletedWithServer())));
        }
        return true;
    }

    /**
     * Prefills the form from a stored request, which contains neither key pair nor user data. Fields show an error once
     * it is known that the project lacks a resource.
     */
    void fill(NewServer server) {
        signs.forgive();
        naming.call(server.name());
        root.fill(server.source());
        switch (server.source()) {
            case BootSource.OfImage(String image, var _) -> source.want(Kind.IMAGE, image);
            case BootSource.OfVolume(String volume, boolean deleted) -> source.want(Kind.VOLUME, volume, deleted);
            case BootSource.OfSnapshot(String snapshot, var _) -> source.want(Kind.SNAPSHOT, snapshot);
        }
        wantedFlavor = server.flavor();
        flavors.pick(null);
        want(Kind.NETWORK, server.nics().stream().map(Nic::id).toList());
        want(Kind.SECURITY_GROUP, server.securityGroups());
        want(Kind.ZONE, Optional.ofNullable(server.zone()).stream().toList());
        want(
                Kind.SERVER_GROUP,
                Optional.ofNullable(server.serverGroup()).stream().toList());
        notes.write(server.tags(), server.metadata(), server.description() == null ? "" : server.description());
    }

    private void want(Kind kind, List<String> ones) {
        wanted.want(kind, ones);
        choose(kind);
    }

    /** Selects the requested options of a kind if the options are loaded. */
    private void choose(Kind kind) {
        wanted.take(kind).ifPresent(found -> choose(kind, found));
    }

    private void choose(Kind kind, WantedChoices.Found found) {
        List<Choice> chosen = found.chosen();
        switch (kind) {
            case NETWORK -> reach.chooseNetworks(found.orTheOnlyOne());
            case SECURITY_GROUP -> reach.chooseSecurityGroups(chosen);
            case ZONE, SERVER_GROUP -> notes.choose(kind, chosen.isEmpty() ? null : chosen.getFirst());
            case FLAVOR, IMAGE, VOLUME, SNAPSHOT -> {}
        }
        if (found.missing()) {
            refuseGone(field(kind));
        }
    }

    private static Field field(Kind kind) {
        return switch (kind) {
            case FLAVOR -> Field.FLAVOR;
            case IMAGE, VOLUME, SNAPSHOT -> Field.SOURCE;
            case NETWORK -> Field.NETWORKS;
            case SECURITY_GROUP -> Field.SECURITY_GROUPS;
            case ZONE -> Field.ZONE;
            case SERVER_GROUP -> Field.SERVER_GROUP;
        };
    }

    private void refuseGone(Field field) {
        signs.refuse(field, says.wrong(field, Why.NOT_FOUND));
    }

    LaunchDraft draft() {
        return new LaunchDraft(
                naming.name(),
                naming.count(),
                source.value(),
                root.volume(),
                root.sizeGib(),
                source.kind() == Kind.VOLUME ? source.deletedWithServer() : root.deletedWithServer(),
                flavor(),
                reach.networks(),
                reach.key(),
                reach.securityGroups(),
                notes.zone(),
                notes.serverGroup(),
                userData.value(),
                notes.tags(),
                notes.metadata(),
                notes.description());
    }

    private @Nullable OfferedFlavor flavor() {
        return flavors.picked().orElse(null);
    }

    /**
     * Updates hints and errors.
     *
     * @param taken names of existing servers in the project
     * @param forbidden fields whose values no grant allows, with the reason
     * @return whether a flavor was selected, so that the form must be evaluated again
     */
    boolean show(LaunchDraft draft, List<Quota> quotas, Set<String> taken, Map<Field, String> forbidden) {
        ungranted = forbidden;
        int servers = draft.countOrOne();
        List<FlavorFit> fits = offered.stream()
                .map(one -> FlavorFit.of(one, draft, servers, quotas))
                .toList();
        flavors.show(
                fits,
                draft,
                says.absence(wanted.offer(Kind.FLAVOR).orElse(null), "launch.flavor.none", "launch.flavor.none"));
        if (wantedFlavor != null && !offered.isEmpty() && chooseFlavor(wantedFlavor, fits)) {
            return true;
        }
        naming.show(says.names(draft.name(), servers, taken));
        root.show(draft);
        userData.show();
        notes.show();
        signs.show(wrong(draft));
        return false;
    }

    /** A flavor that does not fit is not selected; its row shows the reason. */
    private boolean chooseFlavor(String one, List<FlavorFit> fits) {
        wantedFlavor = null;
        Optional<Choice> found =
                WantedChoices.find(fits.stream().map(FlavorFit::flavor).toList(), one);
        if (found.isEmpty()) {
            refuseGone(Field.FLAVOR);
        }
        Optional<FlavorFit> fitting = fits.stream()
                .filter(fit -> found.filter(fit.flavor()::equals).isPresent() && fit.fits())
                .findFirst();
        fitting.map(FlavorFit::flavor).ifPresent(flavors::pick);
        return fitting.isPresent();
    }

    private Map<Field, String> wrong(LaunchDraft draft) {
        Map<Field, String> wrong = new EnumMap<>(Field.class);
        wrong.putAll(ungranted);
        wrong.putAll(says.wrong(draft.problems()));
        return wrong;
    }

    /** Returns whether the form is valid. Otherwise shows all errors and focuses the first one. */
    boolean whole() {
        Map<Field, String> problems = wrong(draft());
        signs.touchAll();
        signs.show(problems);
        signs.goTo(problems.keySet());
        return problems.isEmpty();
    }

    /** Shows why the launch was refused and focuses the field. */
    void refuse(Field field, Why why) {
        signs.refuse(field, says.wrong(field, why));
        signs.show(wrong(draft()));
        signs.goTo(Set.of(field));
    }

    void focusName() {
        naming.focus();
    }
}
