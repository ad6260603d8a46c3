package org.stackdeck.identity.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.UserId;

/** Keeps addresses in memory. The code of each message is {@value #CODE}. */
public class FakeEmailAddressService implements EmailAddressService {

    public static final String CODE = "AAAA-BBBB";

    private final Map<UserId, OwnEmail> addresses = new HashMap<>();

    @Override
    public OwnEmail find(Caller caller) {
        return addresses.getOrDefault(caller.userId(), new OwnEmail(Optional.empty(), Optional.empty()));
    }

    @Override
    public void requestChange(Caller caller, String typed, Locale language) {
        EmailAddress address = EmailAddress.parse(typed)
                .orElseThrow(() -> new InvalidInputException(Map.of(InputField.EMAIL, InputProblem.EMAIL_FORM)));
        addresses.put(caller.userId(), new OwnEmail(find(caller).confirmed(), Optional.of(address)));
    }

    @Override
    public void confirm(Caller caller, String code) {
        if (!code.equals(CODE) || find(caller).pending().isEmpty()) {
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
        }
        addresses.put(caller.userId(), new OwnEmail(find(caller).pending(), Optional.empty()));
    }

    @Override
    public void cancelChange(Caller caller) {
        addresses.put(caller.userId(), new OwnEmail(find(caller).confirmed(), Optional.empty()));
    }

    @Override
    public void remove(Caller caller) {
        addresses.remove(caller.userId());
    }
}
