package org.stackdeck.ui.accessrequests;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.html.H2;
import org.junit.jupiter.api.Test;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequest.State;
import org.stackdeck.accessrequests.RequestedAccess;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.FakeUserDirectory;

@ViewPackages(packages = "org.stackdeck.ui")
class MyAccessRequestsViewTests extends AccessRequestPageTestBase {

    private static final int WHAT = 1;
    private static final int REASON = 2;
    private static final int STATE = 5;
    private static final int ACTIONS = 6;

    @Override
    String viewer() {
        return "mia";
    }

    @Test
    void listsOnlyTheUsersOwnRequests() {
        Caller tom = FakeUserDirectory.caller(directory.member("tom"));
        requests.create(tom, restart("web-1", "of tom"));
        open(MyAccessRequestsView.PATH);
        assertThat(find(H2.class).withText("No requests yet").exists()).isTrue();

        requests.create(mia, restart("web-1", "of mia"));
        open("operations");
        open(MyAccessRequestsView.PATH);

        assertThat(cells(REASON, "reason")).containsExactly("of mia");
        assertThat(cells(WHAT, "what")).containsExactly("reboot · web-1 · staff");
        assertThat(cells(STATE, "word")).containsExactly("Pending");
    }

    @Test
    void decisionAppearsLiveWithoutAToast() {
        AccessRequest refused = requests.create(mia, restart("web-1", "one"));
        open(MyAccessRequestsView.PATH);
        requests.decline(ada, refused.id(), "Ask the <i>owner</i>");
        told(() -> cells(STATE, "word").contains("Declined"));

        assertThat(cells(STATE, "outcome")).containsExactly("ada: Ask the <i>owner</i>");
        assertThat(now(refused).seen()).isTrue();

        assertThat(toasts()).isEmpty();

        open("operations");
        requests.approve(ada, requests.create(mia, restart("web-2", "two")).id());
        toldInVain();
        assertThat(toasts()).isEmpty();
    }

    @Test
    void requestIsCancelledByOneOrTwoClicks() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "one"));
        open(MyAccessRequestsView.PATH);
        grid().invokeLitRendererFunction(0, ACTIONS, "withdraw");
        grid().invokeLitRendererFunction(0, ACTIONS, "withdraw");

        assertThat(now(accessRequest).state()).isEqualTo(State.WITHDRAWN);
        assertThat(cells(STATE, "word")).containsExactly("Cancelled");
        assertThat(grid().getLitRendererPropertyValue(0, ACTIONS, "open", Boolean.class))
                .isFalse();
        assertThat(toasts()).containsExactly("Request cancelled");
    }

    @Test
    void decidedRequestCannotBeCancelled() {
        AccessRequest accessRequest = requests.create(mia, restart("web-1", "one"));
        open(MyAccessRequestsView.PATH);
        requests.decline(ada, accessRequest.id(), "No");
        grid().invokeLitRendererFunction(0, ACTIONS, "withdraw");

        assertThat(now(accessRequest).state()).isEqualTo(State.REFUSED);
        assertThat(toasts()).containsExactly("This request is no longer openDeclined: ada: No");
        assertThat(cells(STATE, "outcome")).containsExactly("ada: No");
    }

    @Test
    void requestThatEndedWithoutDecisionExplainsItsState() {
        requests.close(requests.create(mia, restart("web-1", "one")).id(), State.EXPIRED);
        open(MyAccessRequestsView.PATH);

        assertThat(cells(STATE, "word")).containsExactly("Expired");
        assertThat(cells(STATE, "outcome"))
                .containsExactly("No administrator decided in time. A new request is required.");
    }

    @Test
    void userWithoutAccessRequestsItInFreeForm() {
        open(MyAccessRequestsView.PATH);
        press("Request access");
        test(area("Why do you need access?")).setValue("The shop's servers, to restart them");
        press("Send request");
        told(() -> !find(H2.class).withText("No requests yet").exists());

        AccessRequest accessRequest = requests.listOwn(mia).getFirst();
        assertThat(accessRequest.requested())
                .isEqualTo(RequestedAccess.withoutTarget(WORKDAY, "The shop's servers, to restart them"));
        assertThat(cells(WHAT, "what")).containsExactly("see reason");
    }
}
