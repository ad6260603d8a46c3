package org.stackdeck.identity.factor;

import java.util.List;
import org.stackdeck.identity.Caller;

/** Starts enrollments unless the user already has an app. Each enrollment expires before it is confirmed. */
public class FakeTotpEnrollmentService extends TotpEnrollmentService {

    private boolean enrolled;

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakeTotpEnrollmentService() {
        super(null, null, null, null, null, null, null, null);
    }

    public void setEnrolled(boolean enrolled) {
        this.enrolled = enrolled;
    }

    @Override
    public TotpEnrollment beginEnrollment(Caller caller) {
        if (enrolled) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.ALREADY_ENROLLED);
        }
        return new TotpEnrollment("JBSWY3DPEHPK3PXP", "otpauth://totp/Stackdeck:ada?secret=JBSWY3DPEHPK3PXP");
    }

    @Override
    public List<String> confirm(Caller caller, String code) {
        throw new AuthenticationFactorException(AuthenticationFactorException.Reason.NOT_ENROLLED);
    }
}
