package org.stackdeck.ui.admin.clouds;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;

/**
 * Determines which of the first steps of an administrator are complete. Stores no state: a step is complete if its
 * result exists. The bean is lazy, because only administration pages use it.
 */
@Component
@Lazy
public class FirstStepsService {

    private final Clouds clouds;
    private final UserDirectory userDirectory;
    private final InvitationAdministrationService invitations;
    private final GrantService grants;
    private final Clock clock;

    FirstStepsService(
            Clouds clouds,
            UserDirectory userDirectory,
            InvitationAdministrationService invitations,
            GrantService grants,
            Clock clock) {
        this.clouds = clouds;
        this.userDirectory = userDirectory;
        this.invitations = invitations;
        this.grants = grants;
        this.clock = clock;
    }

    public enum Step {
        CLOUD(1),
        INVITE(2),
        GRANT(3);

        private final int number;

        Step(int number) {
            this.number = number;
        }

        public int number() {
            return number;
        }
    }

    /**
     * Existing results of the steps.
     *
     * @param clouds names of the clouds, without the simulator
     * @param simulated whether the simulator is a cloud
     * @param colleagues number of other active users and of invitations that can be accepted
     */
    public record Progress(List<CloudName> clouds, boolean simulated, int colleagues, int grants) {

        public boolean isComplete(Step step) {
            return switch (step) {
                case CLOUD -> !clouds.isEmpty();
                case INVITE -> colleagues > 0;
                case GRANT -> grants > 0;
            };
        }

        /** Returns the first step that is not complete. */
        public Optional<Step> next() {
            return Arrays.stream(Step.values())
                    .filter(step -> !isComplete(step))
                    .findFirst();
        }
    }

    /** Returns whether no cloud is connected, or only the simulator. */
    public static boolean isWithoutCloud(Clouds clouds) {
        return clouds.names().stream().allMatch(clouds::isSimulated);
    }

    /** @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator */
    public Progress load(Caller caller) {
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
}
