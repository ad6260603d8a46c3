package org.stackdeck.ui.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.Choice;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/** Requested options that are selected as soon as the options of the project are loaded. */
@ViewModel
final class WantedChoices {

    private final Map<Kind, Offer> offers = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> wanted = new EnumMap<>(Kind.class);

    /**
     * Result of a requested selection.
     *
     * @param there all options of the kind
     * @param missing whether a requested option does not exist
     */
    record Found(List<Choice> there, List<Choice> chosen, boolean missing) {

        /** Returns the only option if none was requested. */
        List<Choice> orTheOnlyOne() {
            return chosen.isEmpty() && !missing && there.size() == 1 ? there : chosen;
        }
    }

    /** Removes everything, for another project. */
    void clear() {
        offers.clear();
        wanted.clear();
    }

    /** Removes the options of a kind because they are reloaded. Its requested options are kept. */
    void forget(Kind kind) {
        offers.remove(kind);
    }

    Optional<Offer> offer(Kind kind) {
        return Optional.ofNullable(offers.get(kind));
    }

    void know(Offer offer) {
        offers.put(offer.kind(), offer);
    }

    /** @param ones IDs or names; replace earlier requests for the kind */
    void want(Kind kind, List<String> ones) {
        wanted.put(kind, ones);
    }

    /** Returns the options to select, once; empty while the options are not loaded. */
    Optional<Found> take(Kind kind) {
        List<String> ones = wanted.get(kind);
        Offer offer = offers.get(kind);
        if (ones == null || offer == null || offer.problem() != null) {
            return Optional.empty();
        }
        wanted.remove(kind);
        List<Choice> there = List.copyOf(offer.choices());
        List<Choice> chosen =
                ones.stream().flatMap(one -> find(there, one).stream()).toList();
        return Optional.of(new Found(there, chosen, chosen.size() < ones.size()));
    }

    /** @param wanted an ID, or a name that only one option has */
    static Optional<Choice> find(List<? extends Choice> there, String wanted) {
        List<? extends Choice> named =
                there.stream().filter(one -> one.name().equals(wanted)).toList();
        return there.stream()
                .filter(one -> one.id().equals(wanted))
                .<Choice>map(one -> one)
                .findFirst()
                .or(() -> named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty());
    }
}
