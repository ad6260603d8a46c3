package org.stackdeck.api;

import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;

/**
 * List in a response that converts each element when it is written. Until then, it only references objects that all
 * responses share, so the response of a slow client occupies little memory.
 */
public final class LazyResponseList<S, T> extends AbstractList<T> {

    private final List<S> sources;
    private final Function<S, T> mapper;

    public LazyResponseList(List<S> sources, Function<S, T> mapper) {
        this.sources = sources;
        this.mapper = mapper;
    }

    @Override
    public T get(int index) {
        return mapper.apply(sources.get(index));
    }

    @Override
    public int size() {
        return sources.size();
    }
}
