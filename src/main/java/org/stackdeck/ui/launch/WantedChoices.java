package org.stackdeck.ui.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.cloud.Choice;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.launch.LaunchOffers.Kind;
import org.stackdeck.ui.launch.LaunchOffers.Offer;

/** What of a project is to be chosen as soon as it is known what there is. */
@ViewModel
final class WantedChoices {

    private final Map<Kind, Offer> offers = new EnumMap<>(Kind.class);
    private final Map<Kind, List<String>> wanted = new EnumMap<>(Kind.class);

    /**
     * What came of wanting some.
     *
     * @param there all that there are of the kind
     * @param missing whether one of those that were wanted is not there
     */
    record Found(List<Choice> there, List<Choice> chosen, boolean missing) {

        /** Where none was wanted, the only one that there is. */
        List<Choice> orTheOnlyOne() {
            return chosen.isEmpty() && !missing && there.size() == 1 ? there : chosen;
        }
    }

    /** Forgets all, for another project. */
    void clear() {
        offers.clear();
        wanted.clear();
    }

    /** It is being asked for again; what is wanted of it still is. */
    void forget(Kind kind) {
        offers.remove(kind);
    }

    Optional<Offer> offer(Kind kind) {
        return Optional.ofNullable(offers.get(kind));
    }

    void know(Offer offer) {
        offers.put(offer.kind(), offer);
    }

    /** @param ones their ids or names; instead of those that were wanted before */
    void want(Kind kind, List<String> ones) {
        wanted.put(kind, ones);
    }

    /** What is to be chosen of a kind now; once only, and not while it is not known what there is. */
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

    /** @param wanted its id, or a name that it alone has */
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
