package org.stackdeck.cloud.openstack.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.openstack.image.SharedImages.Candidate;

class SharedImagesTests {

    @Test
    void newestImageOfEachOwnerPrecedesTheSecondOfAnyOwner() {
        List<Candidate> many = IntStream.range(0, 1000)
                .mapToObj(index -> new Candidate("a-" + index, "a", false))
                .toList();
        List<Candidate> newestFirst = Stream.concat(
                        many.stream(), Stream.of(new Candidate("b-0", "b", false), new Candidate("b-1", "b", false)))
                .toList();

        assertThat(SharedImages.byRank(newestFirst).map(Candidate::id).limit(5))
                .containsExactly("a-0", "b-0", "a-1", "b-1", "a-2");
    }
}
