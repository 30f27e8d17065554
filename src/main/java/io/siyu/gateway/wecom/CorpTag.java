package io.siyu.gateway.wecom;

/** @param order larger sorts first */
public record CorpTag(String tagId, String name, long order) {}
